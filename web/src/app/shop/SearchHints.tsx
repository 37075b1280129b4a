import { Button, Combobox } from '@mantine/core';
import { IconCategory, IconHistory, IconTrendingUp, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useAppTexts } from '@/app/i18n';
import classes from '@/app/shop/search-box.module.css';
import { useCatalogTexts } from '@/features/catalog/i18n';
import { useCategories, useProducts } from '@/features/catalog/queries';
import type { Recent } from '@/lib/recent';
import { joined } from '@/lib/unbroken';

const POPULAR = 5;
const CATEGORIES = 6;
/** As the home page asks for them. */
const BEST_SELLERS = { sort: 'popular', in_stock: true, size: 12 } as const;

/** What may be looked for before a letter is typed: what was, what sells, and where to look around. */
export function SearchHints({ recent }: { recent: Recent }) {
  const t = useAppTexts();
  const catalog = useCatalogTexts();
  const popular = useProducts(BEST_SELLERS).data?.items.slice(0, POPULAR) ?? [];
  const categories = useCategories().data?.slice(0, CATEGORIES) ?? [];
  return (
    <>
      {/* It scrolls, so that it can be reached by keyboard for itself. */}
      <Combobox.Options aria-label={t('searchHints')} className={classes.options} tabIndex={0}>
        {recent.items.length > 0 && (
          <Combobox.Group label={t('recentSearches')}>
            {recent.items.map((words) => (
              <Hint
                key={words}
                value={`recent:${words}`}
                icon={<IconHistory size={18} aria-hidden />}
                removable
              >
                {words}
                {/* For a pointer: by keyboard it is the Delete key, since an option holds no button. */}
                <span
                  className={classes.remove}
                  aria-hidden
                  data-remove={words}
                  onClick={(event) => {
                    event.stopPropagation();
                    recent.remove(words);
                  }}
                >
                  <IconX size={18} />
                </span>
              </Hint>
            ))}
          </Combobox.Group>
        )}
        {popular.length > 0 && (
          <Combobox.Group label={catalog('popularNow')}>
            {popular.map(({ id, name }) => (
              <Hint key={id} value={`popular:${name}`} icon={<IconTrendingUp size={18} aria-hidden />}>
                {joined(name)}
              </Hint>
            ))}
          </Combobox.Group>
        )}
        {categories.length > 0 && (
          <Combobox.Group label={catalog('categories')}>
            {categories.map(({ id, slug, name }) => (
              <Hint key={id} value={`category:${slug}`} icon={<IconCategory size={18} aria-hidden />}>
                {name}
              </Hint>
            ))}
          </Combobox.Group>
        )}
      </Combobox.Options>
      {recent.items.length > 0 && (
        <Combobox.Footer>
          <Button variant="subtle" size="sm" h={44} onClick={recent.clear}>
            {t('forgetSearches')}
          </Button>
        </Combobox.Footer>
      )}
    </>
  );
}

interface HintProps {
  value: string;
  icon: ReactNode;
  removable?: boolean;
  children: ReactNode;
}

function Hint({ value, icon, removable = false, children }: HintProps) {
  return (
    <Combobox.Option
      value={value}
      className={classes.hint}
      aria-keyshortcuts={removable ? 'Delete' : undefined}
    >
      {icon}
      {children}
    </Combobox.Option>
  );
}
