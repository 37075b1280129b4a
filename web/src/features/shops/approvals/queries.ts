import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '@/api/client';
import { keys } from '@/api/keys';
import type { Shop, ShopStatus } from '@/api/types';
import { shopBecame } from '@/features/shops/editor/queries';

const PAGE_SIZE = 12;

export function useShopsByStatus(status: ShopStatus, q: string | undefined, page: number) {
  return useQuery({
    queryKey: keys.shops.found(status, q, page),
    queryFn: ({ signal }) =>
      call('GET /shops', { query: { status, page, size: PAGE_SIZE, ...(q && { q }) }, signal }),
    placeholderData: keepPreviousData,
  });
}

/** One shop, as a list of one. */
export function useShopAlone(shop: string | undefined) {
  return useQuery({
    queryKey: keys.shops.alone(shop),
    queryFn: async ({ signal }) => {
      const found = await call('GET /shops/{id}', { path: { id: shop ?? '' }, signal });
      return { items: [found], total: 1, page: 1, size: 1 };
    },
    enabled: shop !== undefined,
  });
}

/** How many applications wait: what the badge in the navigation says. */
export function usePendingCount(): number | undefined {
  return useQuery({
    queryKey: keys.shops.pendingCount,
    queryFn: async ({ signal }) =>
      (await call('GET /shops', { query: { status: 'pending', size: 1 }, signal })).total,
  }).data;
}

/** The shops somebody owns or manages, and whether anybody else could run each. */
export function useKeptShops(user: string) {
  return useQuery({
    queryKey: keys.shops.kept(user),
    queryFn: ({ signal }) => call('GET /users/{id}/shops', { path: { id: user }, signal }),
  });
}

export type Decision = 'approve' | 'reject' | 'suspend';

export function useDecide() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ shop, decision, reason }: { shop: Shop; decision: Decision; reason?: string }) => {
      const path = { id: shop.id };
      if (decision === 'approve') return call('POST /shops/{id}/approve', { path });
      return call(`POST /shops/{id}/${decision}`, { path, body: { reason: reason || null } });
    },
    onSuccess: (decided) => shopBecame(client, decided),
  });
}
