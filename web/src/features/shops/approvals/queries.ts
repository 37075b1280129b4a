import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '@/api/client';
import type { Shop, ShopStatus } from '@/api/types';
import { shopBecame } from '@/features/shops/editor/queries';

const PAGE_SIZE = 12;

export function useShopsByStatus(status: ShopStatus, q: string | undefined, page: number) {
  return useQuery({
    queryKey: ['shops', 'all', status, q ?? '', page],
    queryFn: ({ signal }) =>
      call('GET /shops', { query: { status, page, size: PAGE_SIZE, ...(q && { q }) }, signal }),
    placeholderData: keepPreviousData,
  });
}

/** How many applications wait: what the badge in the navigation says. */
export function usePendingCount(): number | undefined {
  return useQuery({
    queryKey: ['shops', 'all', 'pending', 'count'],
    queryFn: async ({ signal }) =>
      (await call('GET /shops', { query: { status: 'pending', size: 1 }, signal })).total,
  }).data;
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
