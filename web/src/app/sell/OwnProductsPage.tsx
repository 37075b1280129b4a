import { Button, Chip, Group, Skeleton, Stack } from '@mantine/core';
import { IconPlus, IconToolsKitchen2 } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { OwnProduct } from '@/api/sellerTypes';
import { refined } from '@/app/refined';
import type { ProductsParams } from '@/app/sell/searchParams';
import { useSellShop } from '@/app/sell/sellShop';
import classes from '@/features/catalog/editor/editor.module.css';
import { useEditorTexts } from '@/features/catalog/editor/i18n';
import { useListTexts } from '@/features/catalog/editor/listTexts';
import { OwnProductTable } from '@/features/catalog/editor/OwnProductTable';
import { useOwnProducts, useRemoveProduct } from '@/features/catalog/editor/queries';
import { SELLING_STATES } from '@/features/catalog/editor/sale';
import { useSaleSwitch } from '@/features/catalog/editor/useSaleSwitch';
import { ButtonLink } from '@/ui/ButtonLink';
import { EmptyState } from '@/ui/EmptyState';
import { Loaded } from '@/ui/Loaded';
import { Page } from '@/ui/Page';
import { Pages } from '@/ui/Pages';
import { SearchField } from '@/ui/SearchField';
import { undoToast } from '@/ui/undoToast';

/** Everything the shop owns or offers. */
export function OwnProductsPage() {
  const t = useEditorTexts();
  const list = useListTexts();
  const shop = useSellShop();
  const search = useSearch({ from: '/sell/$shop/products' });
  const { q, selling, page = 1 } = search;
  const navigate = useNavigate({ from: '/sell/$shop/products' });
  const products = useOwnProducts(shop.id, search);
  const { hidden, remove } = useRemoval(shop.id);
  const switchSale = useSaleSwitch(shop.id);
  const change = (changes: { [K in keyof ProductsParams]?: ProductsParams[K] | undefined }) =>
    void navigate({ search: refined(search, changes) });
  const params = { shop: shop.id };
  const addFirst = (
    <Group justify="center">
      <ButtonLink to="/sell/$shop/products/new" params={params}>
        {t('add')}
      </ButtonLink>
      <ButtonLink to="/sell/$shop/products/central" params={params} variant="default">
        {t('central')}
      </ButtonLink>
    </Group>
  );

  return (
    <Page
      title={t('products')}
      actions={
        <ButtonLink
          to="/sell/$shop/products/new"
          params={params}
          leftSection={<IconPlus size={18} aria-hidden />}
        >
          {t('add')}
        </ButtonLink>
      }
    >
      <Stack gap="md">
        <Group gap="xs">
          <SearchField label={t('search')} value={q} onSearch={(words) => change({ q: words })} />
          <ButtonLink to="/sell/$shop/products/central" params={params} variant="default">
            {t('central')}
          </ButtonLink>
          <ButtonLink to="/sell/$shop/products/prices" params={params} variant="default">
            {t('prices')}
          </ButtonLink>
        </Group>
        <Chip.Group
          value={selling ?? 'all'}
          onChange={(chosen) => change({ selling: SELLING_STATES.find((state) => state === chosen) })}
        >
          <Group gap="xs" role="radiogroup" aria-label={list('filter')}>
            {(['all', ...SELLING_STATES] as const).map((state) => (
              <Chip key={state} value={state} variant="light">
                {list(state)}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
        <Loaded query={products} skeleton={<Skeleton h={420} radius="lg" />}>
          {({ items, total, size }) => {
            const shown = items.filter(({ id }) => !hidden.has(id));
            if (shown.length > 0) {
              return (
                <div className={products.isPlaceholderData ? classes.stale : undefined}>
                  <OwnProductTable shop={shop.id} products={shown} onSwitch={switchSale} onRemove={remove} />
                  <Pages
                    page={page}
                    size={size}
                    total={total}
                    onChange={(next) => change({ page: next > 1 ? next : undefined })}
                  />
                </div>
              );
            }
            return q || selling ? (
              <EmptyState
                title={selling && !q ? list(`none_${selling}`) : t('noneFound')}
                action={<Button onClick={() => void navigate({ search: {} })}>{t('clear')}</Button>}
              >
                {q && t('noneFoundText')}
              </EmptyState>
            ) : (
              <EmptyState icon={IconToolsKitchen2} title={t('none')} action={addFirst}>
                {t('noneText')}
              </EmptyState>
            );
          }}
        </Loaded>
      </Stack>
    </Page>
  );
}

/** A removed product is gone from sight at once, and from the shop when nobody has taken it back. */
function useRemoval(shop: string) {
  const t = useEditorTexts();
  const removal = useRemoveProduct(shop);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const show = (id: string) => setHidden((present) => new Set([...present].filter((one) => one !== id)));
  function remove(product: OwnProduct) {
    setHidden((present) => new Set([...present, product.id]));
    undoToast({
      message: t('removed', { name: product.name }),
      undoLabel: t('undo'),
      onUndo: () => show(product.id),
      onKept: () => removal.mutate(product, { onError: () => show(product.id) }),
    });
  }
  return { hidden, remove };
}
