import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '@/api/client';
import { keys } from '@/api/keys';
import type { OfferRow, OwnProduct, RowResult } from '@/api/sellerTypes';
import type { Page } from '@/api/types';
import { useListTexts } from '@/features/catalog/editor/listTexts';
import { MAX_OFFERS, productsChanged } from '@/features/catalog/editor/queries';
import { rowsBack, rowsToSwitch } from '@/features/catalog/editor/sale';
import { refusalText } from '@/ui/problemTexts';
import { undoToast } from '@/ui/undoToast';

interface Switching {
  product: OwnProduct;
  /** How many of its offers are switched on when it is done. */
  count: number;
  /** On or off, or exactly these rows: what takes an earlier switch back. */
  to: boolean | OfferRow[];
}

/** A product on or off sale in this shop, all its variants at once; it shows at once, and what is refused is said. */
export function useSaleSwitch(shop: string) {
  const client = useQueryClient();
  const switching = useMutation({
    // One after the other: the second stands on the versions that the first has made.
    scope: { id: `sale.${shop}` },
    mutationFn: async ({ product, to }: Switching): Promise<RowResult[]> => {
      const path = { id: shop };
      const rows = typeof to === 'boolean' ? await rowsNow(shop, product.id, to) : to;
      if (rows.length === 0) return [];
      return (await call('PUT /shops/{id}/offers', { path, body: { rows } })).rows;
    },
    onMutate: async ({ product, count }) => {
      await client.cancelQueries({ queryKey: keys.catalog.ownOf(shop) });
      show(product.id, count);
    },
    onError: (_error, { product }) => show(product.id, product.active_count),
    onSettled: () => productsChanged(client),
  });

  function show(id: string, active_count: number) {
    client.setQueriesData<Page<OwnProduct>>({ queryKey: keys.catalog.ownOf(shop) }, (page) => {
      return (
        page && { ...page, items: page.items.map((one) => (one.id === id ? { ...one, active_count } : one)) }
      );
    });
  }

  return (product: OwnProduct, active: boolean) => {
    const { name } = product;
    const count = active ? product.offer_count : 0;
    switching.mutate(
      { product, count, to: active },
      {
        onSuccess: (results) => {
          sayRefused(name, results);
          const back = rowsBack(results);
          if (back.length === 0) return;
          undoToast({
            message: useListTexts.now(active ? 'turnedOn' : 'turnedOff', { name }),
            undoLabel: useListTexts.now('undo'),
            onUndo: () =>
              switching.mutate(
                { product: { ...product, active_count: count }, count: product.active_count, to: back },
                {
                  onSuccess: (undone) => {
                    sayRefused(name, undone);
                    if (undone.every(({ ok }) => ok)) {
                      notifications.show({ message: useListTexts.now('restored') });
                    }
                  },
                },
              ),
          });
        },
      },
    );
  };
}

async function rowsNow(shop: string, product: string, active: boolean): Promise<OfferRow[]> {
  const query = { product_id: product, size: MAX_OFFERS };
  return rowsToSwitch((await call('GET /shops/{id}/offers', { path: { id: shop }, query })).items, active);
}

function sayRefused(name: string, results: RowResult[]): void {
  const refused = results.filter(({ ok }) => !ok);
  const [first] = refused;
  if (!first) return;
  const why = refusalText(first.code ?? null, first.message ?? null);
  const message = useListTexts.now('refused', { name, count: refused.length, why });
  notifications.show({ color: 'red', message });
}
