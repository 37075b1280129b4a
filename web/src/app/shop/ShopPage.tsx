import { Button, Group, Stack } from '@mantine/core';
import { IconToolsKitchen2 } from '@tabler/icons-react';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { isProblem } from '@/api/problem';
import type { Shop } from '@/api/types';
import { NotFoundPage } from '@/app/NotFoundPage';
import { ShopMenu } from '@/app/shop/ShopMenu';
import classes from '@/app/shop/search-page.module.css';
import { CategoryChips } from '@/features/catalog/CategoryChips';
import { useCatalogTexts } from '@/features/catalog/i18n';
import { useProducts } from '@/features/catalog/queries';
import { SortSelect } from '@/features/catalog/SortSelect';
import { productQueryFrom, type SearchParams } from '@/features/catalog/searchParams';
import { useShopTexts } from '@/features/shops/i18n';
import { useShop } from '@/features/shops/queries';
import { ShopHeader, ShopHeaderSkeleton } from '@/features/shops/ShopHeader';
import { ButtonLink } from '@/ui/ButtonLink';
import { EmptyState } from '@/ui/EmptyState';
import { Loaded } from '@/ui/Loaded';
import { Page } from '@/ui/Page';
import { Pages } from '@/ui/Pages';
import { ProductGridSkeleton } from '@/ui/ProductGrid';
import { SearchField } from '@/ui/SearchField';

const PAGE_SIZE = 48;
/** As many as one sees at a glance: nobody has to search among them. */
const FEW = 12;

export function ShopPage() {
  const { shop: slug } = useParams({ from: '/shop/shops/$shop' });
  const query = useShop(slug);
  if (isProblem(query.error, 'not_found')) return <NotFoundPage />;
  return (
    <Page title={query.data?.name ?? ''} headless>
      <Loaded query={query} skeleton={<ShopHeaderSkeleton />}>
        {(shop) => (
          <>
            <ShopHeader shop={shop} />
            <ShopShelf shop={shop} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** What the shop sells: a canteen's menu, a store's products, by category. */
function ShopShelf({ shop }: { shop: Shop }) {
  const t = useShopTexts();
  const catalog = useCatalogTexts();
  const params = useSearch({ from: '/shop/shops/$shop' });
  const navigate = useNavigate({ from: '/shops/$shop' });
  const products = useProducts({ sort: 'popular', ...productQueryFrom(params, PAGE_SIZE), shop: shop.id });
  // The chips stay while one of them is chosen: these are the shop's categories, not the chosen one's.
  const shelf = useProducts({ shop: shop.id, size: 1 });

  // Whoever searches, chooses or sorts wants one list.
  const sectioned = !params.q && !params.category && !params.sort;

  function change(changes: SearchParams | Record<keyof SearchParams, undefined>) {
    const next = Object.entries({ ...params, page: undefined, ...changes });
    void navigate({
      search: Object.fromEntries(next.filter(([, value]) => value !== undefined)),
      resetScroll: false,
    });
  }

  return (
    <Stack gap="md" component="section" aria-label={t(shop.kind === 'canteen' ? 'menu' : 'products')}>
      {(params.q || (shelf.data?.total ?? 0) > FEW) && (
        <search>
          <SearchField
            label={t('findHere', { shop: shop.name })}
            value={params.q}
            onSearch={(q) => change({ q } as SearchParams)}
          />
        </search>
      )}
      <Group justify="space-between" gap="xs" className={classes.shelfBar}>
        <CategoryChips
          categories={shelf.data?.facets.categories ?? []}
          chosen={params.category}
          onChoose={(category) => change({ category } as SearchParams)}
        />
        <SortSelect
          value={params.sort ?? 'popular'}
          rated={(products.data?.items ?? []).some(({ rating_count }) => rating_count > 0)}
          onChange={(sort) => change({ sort })}
        />
      </Group>
      <Loaded query={products} skeleton={<ProductGridSkeleton count={12} />}>
        {({ items, page, size, total }) => {
          if (items.length === 0 && (params.category || params.q)) {
            return (
              <EmptyState
                title={catalog('noResults')}
                action={
                  <Button onClick={() => void navigate({ search: {} })}>{catalog('allProducts')}</Button>
                }
              />
            );
          }
          if (items.length === 0) {
            return (
              <EmptyState
                icon={IconToolsKitchen2}
                title={t('nothingSold')}
                action={<ButtonLink to="/shops">{t('all')}</ButtonLink>}
              >
                {t('nothingSoldText')}
              </EmptyState>
            );
          }
          return (
            <div className={classes.results} data-stale={products.isPlaceholderData || undefined}>
              <ShopMenu
                shop={shop.id}
                products={items}
                categories={sectioned && total <= size ? (shelf.data?.facets.categories ?? []) : []}
              />
              <Pages page={page} size={size} total={total} onChange={(next) => change({ page: next })} />
            </div>
          );
        }}
      </Loaded>
    </Stack>
  );
}
