import { NavLink, Stack, Text } from '@mantine/core';
import type { Category, Facets } from '@/api/catalogTypes';
import { pathTo } from '@/features/catalog/categories';
import { useCatalogTexts } from '@/features/catalog/i18n';

interface CategoryFilterProps {
  tree: Category[];
  /** Undefined while it is not known what would be found. */
  counts: Facets['categories'] | undefined;
  chosen: string | undefined;
  onChoose: (slug: string | undefined) => void;
}

/** The tree, opened along the way to what is chosen, with how much each holds. */
export function CategoryFilter({ tree, counts, chosen, onChoose }: CategoryFilterProps) {
  const t = useCatalogTexts();
  const path = pathTo(tree, chosen);
  const open = new Set(path.map((category) => category.id));
  const countOf = new Map(counts?.map((facet) => [facet.slug, facet.count]));

  // What would find nothing is no choice, unless it has been made already.
  const finds = ({ id, slug }: Category) => !counts || countOf.has(slug) || open.has(id);

  const row = (category: Category) => (
    <NavLink
      key={category.id}
      component="button"
      type="button"
      label={category.name}
      rightSection={
        <Text span size="xs" c="dimmed">
          {countOf.get(category.slug)}
        </Text>
      }
      active={category.slug === chosen || category.id === chosen}
      aria-pressed={category.slug === chosen}
      opened={open.has(category.id)}
      disableRightSectionRotation
      onClick={() => onChoose(category.slug === chosen ? undefined : category.slug)}
      style={{ borderRadius: 'var(--mantine-radius-md)' }}
      py={6}
    >
      {category.children.length > 0 && open.has(category.id)
        ? category.children.filter(finds).map(row)
        : null}
    </NavLink>
  );

  return (
    <Stack gap={2}>
      <NavLink
        component="button"
        type="button"
        label={t('allCategories')}
        active={!chosen}
        aria-pressed={!chosen}
        onClick={() => onChoose(undefined)}
        style={{ borderRadius: 'var(--mantine-radius-md)' }}
        py={6}
      />
      {tree.filter(finds).map(row)}
    </Stack>
  );
}
