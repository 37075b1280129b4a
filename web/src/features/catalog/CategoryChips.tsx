import { Button } from '@mantine/core';
import type { Facets } from '@/api/catalogTypes';
import classes from '@/features/catalog/category-chips.module.css';
import { useCatalogTexts } from '@/features/catalog/i18n';

interface CategoryChipsProps {
  categories: Facets['categories'];
  chosen: string | undefined;
  onChoose: (slug: string | undefined) => void;
}

/** One row of categories that slides sideways; a second tap on the chosen one shows everything again. */
export function CategoryChips({ categories, chosen, onChoose }: CategoryChipsProps) {
  const t = useCatalogTexts();
  // A category that only holds others of the row adds nothing to it.
  const parents = new Set(categories.map((category) => category.parent_id));
  const leaves = categories.filter((category) => !parents.has(category.id));
  return (
    <fieldset className={classes.row} aria-label={t('categories')}>
      {leaves.length > 1 && (
        <>
          <Button
            size="sm"
            variant={chosen ? 'default' : 'filled'}
            aria-pressed={!chosen}
            onClick={() => onChoose(undefined)}
          >
            {t('anyKind')}
          </Button>
          {leaves.map(({ slug, name }) => (
            <Button
              key={slug}
              size="sm"
              variant={chosen === slug ? 'filled' : 'default'}
              aria-pressed={chosen === slug}
              onClick={() => onChoose(chosen === slug ? undefined : slug)}
            >
              {name}
            </Button>
          ))}
        </>
      )}
    </fieldset>
  );
}
