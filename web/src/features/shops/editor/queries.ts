import { type QueryClient, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '@/api/client';
import { keys } from '@/api/keys';
import { isProblem } from '@/api/problem';
import type { ShopEdit } from '@/api/sellerTypes';
import type { Schemas, Shop, ShopWrite } from '@/api/types';
import { shopQuery } from '@/features/shops/queries';

const MAX_OWNED = 100;

export const myShopsQuery = queryOptions({
  queryKey: keys.shops.mine,
  queryFn: async ({ signal }) =>
    (await call('GET /shops', { query: { mine: true, size: MAX_OWNED }, signal })).items,
});

/** The shops one works for, whatever their status. */
export function useMyShops() {
  return useQuery(myShopsQuery);
}

export function shopBecame(client: QueryClient, shop: Shop): void {
  client.setQueryData(shopQuery(shop.id).queryKey, shop);
  void client.invalidateQueries({
    queryKey: keys.shops.all,
    predicate: ({ queryKey }) => queryKey[1] !== 'one',
  });
}

export interface Application {
  shop: ShopWrite & { id: string };
  /** Where buyers may pick things up besides the shop's own address. */
  points: Schemas['NewPickupPoint'][];
}

/** The application carries its own id, so that sending it twice applies once. */
export function useApply() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ shop, points }: Application) => {
      const applied = await call('POST /shops', { body: shop });
      if (points.length === 0) return applied;
      return call('PUT /shops/{id}', { path: { id: applied.id }, body: { pickup_points: points } });
    },
    onSuccess: (shop) => shopBecame(client, shop),
    meta: { quiet: true },
  });
}

/** Sends what changed, on top of the version that was seen. */
export function useEditShop(shop: Shop) {
  const client = useQueryClient();
  const path = { id: shop.id };
  return useMutation({
    mutationFn: (edit: ShopEdit) =>
      call('PUT /shops/{id}', { path, body: { ...edit, version: shop.settings?.version ?? null } }),
    onSuccess: (edited) => shopBecame(client, edited),
    onError: (error) => {
      if (isProblem(error, 'stale_version')) {
        void client.invalidateQueries({ queryKey: shopQuery(shop.id).queryKey });
      }
    },
  });
}

export function useReapply(shop: Shop) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call('POST /shops/{id}/reapply', { path: { id: shop.id } }),
    onSuccess: (edited) => shopBecame(client, edited),
  });
}

export function useSetShopPicture(shop: Shop, which: 'logo' | 'banner') {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (file: File) => {
      const body = new FormData();
      body.set('file', file);
      return call(`POST /shops/{id}/${which}`, { path: { id: shop.id }, body });
    },
    onSuccess: (edited) => shopBecame(client, edited),
  });
}
