import { Button, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAdjustmentsHorizontal, IconMoodEmpty } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import classes from '@/app/shop/search-page.module.css';
import { pathTo } from '@/features/catalog/categories';
import { FilterChips } from '@/features/catalog/FilterChips';
import { useCatalogTexts } from '@/features/catalog/i18n';
import { ProductSection } from '@/features/catalog/ProductSection';
import { useCategories, useProducts } from '@/features/catalog/queries';
import { SearchFilters } from '@/features/catalog/SearchFilters';
import { SortSelect } from '@/features/catalog/SortSelect';
import { productQueryFrom, SEARCH_PAGE_SIZE, type SearchParams } from '@/features/catalog/searchParams';
import { ButtonLink } from '@/ui/ButtonLink';
import { EmptyState } from '@/ui/EmptyState';
import { Loaded } from '@/ui/Loaded';
import { Page } from '@/ui/Page';
import { Pages } from '@/ui/Pages';
import { ProductGrid, ProductGridSkeleton } from '@/ui/ProductGrid';
import { Sheet } from '@/ui/Sheet';

const NARROWING = ['category', 'kind', 'min', 'max', 'stock', 'open', 'shop'] as const;

/** Everything that can be bought, narrowed step by step. The address holds every choice. */
export function SearchPage() {
  const t = useCatalogTexts();
  const params = useSearch({ from: '/shop/search' });
  const navigate = useNavigate({ from: '/search' });
  const [opened, sheet] = useDisclosure(false);
  const tree = useCategories().data ?? [];
  const products = useProducts(productQueryFrom(params, SEARCH_PAGE_SIZE));
  const facets = products.data?.facets;
  const total = products.data?.total ?? 0;

  /** Another filter begins at its first page; turning pages keeps the rest. */
  function change(changes: Partial<Record<keyof SearchParams, unknown>>) {
    const next: Record<string, unknown> = { ...params, page: undefined, ...changes };
    void navigate({
      search: Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined)),
    });
  }
  const removeAll = (names: readonly (keyof SearchParams)[]) =>
    change(Object.fromEntries(names.map((name) => [name, undefined])));

  const category = pathTo(tree, params.category).at(-1);
  const title = params.q ? t('resultsFor', { q: params.q }) : (category?.name ?? t('allProducts'));
  const filters = <SearchFilters params={params} tree={tree} facets={facets} onChange={change} />;
  const narrowed = NARROWING.filter((name) => params[name] !== undefined).length;

  return (
    <Page title={title}>
      <div className={classes.columns}>
        <aside className={classes.side} aria-label={t('filters')}>
          {filters}
        </aside>
        <Stack gap="md" miw={0}>
          <Group justify="space-between" gap="xs">
            <Text c="dimmed" size="sm" role="status">
              {products.data ? t('found', { count: total }) : ' '}
            </Text>
            <Group gap="xs" wrap="nowrap">
              <Button
                className={classes.narrow}
                variant="default"
                size="sm"
                style={{ flexShrink: 0 }}
                leftSection={<IconAdjustmentsHorizontal size={18} aria-hidden />}
                onClick={sheet.open}
              >
                {t('filters')}
                {narrowed > 0 && ` (${narrowed})`}
              </Button>
              <SortSelect
                rated={(products.data?.items ?? []).some(({ rating_count }) => rating_count > 0)}
                value={params.sort ?? (params.q ? 'relevance' : 'popular')}
                onChange={(sort) => change({ sort })}
              />
            </Group>
          </Group>
          <FilterChips params={params} tree={tree} facets={facets} onRemove={removeAll} />
          <Loaded query={products} skeleton={<ProductGridSkeleton count={SEARCH_PAGE_SIZE} />}>
            {({ items, page, size }) =>
              items.length > 0 ? (
                <div className={classes.results} data-stale={products.isPlaceholderData || undefined}>
                  <ProductGrid products={items} eager={4} />
                  <Pages
                    page={page}
                    size={size}
                    total={total}
                    onChange={(next) => change({ page: next > 1 ? next : undefined })}
                  />
                </div>
              ) : (
                <NothingFound onWiden={narrowed > 0 ? () => removeAll(NARROWING) : undefined} />
              )
            }
          </Loaded>
        </Stack>
      </div>
      <Sheet opened={opened} onClose={sheet.close} title={t('filters')}>
        {filters}
        <div className={classes.show}>
          <Button fullWidth size="md" onClick={sheet.close}>
            {t('show', { count: total })}
          </Button>
        </div>
      </Sheet>
    </Page>
  );
}

/** The way on from a search that found nothing, and what others buy. */
function NothingFound({ onWiden }: { onWiden: (() => void) | undefined }) {
  const t = useCatalogTexts();
  return (
    <>
      <EmptyState
        icon={IconMoodEmpty}
        title={t('noResults')}
        action={
          onWiden ? (
            <Button onClick={onWiden}>{t('clearAll')}</Button>
          ) : (
            <ButtonLink to="/search">{t('seeEverything')}</ButtonLink>
          )
        }
      >
        {t(onWiden ? 'noResultsNarrowed' : 'noResultsText')}
      </EmptyState>
      <ProductSection
        title={t('popularNow')}
        query={{ sort: 'popular', in_stock: true }}
        count={4}
        all={{ sort: 'popular' }}
        optional
      />
    </>
  );
}
