import { queryOptions, useQueries, useQuery } from '@tanstack/react-query';
import { call } from '@/api/client';
import { keys } from '@/api/keys';
import type { Shop, ShopQuery } from '@/api/types';

export function shopQuery(shop: string) {
  return queryOptions({
    queryKey: keys.shops.one(shop),
    queryFn: ({ signal }) => call('GET /shops/{id}', { path: { id: shop }, signal }),
  });
}

export function useShop(shop: string | undefined) {
  return useQuery({ ...shopQuery(shop ?? ''), enabled: shop !== undefined });
}

export function useShops(query: ShopQuery) {
  return useQuery({
    queryKey: keys.shops.list(query),
    queryFn: ({ signal }) => call('GET /shops', { query, signal }),
  });
}

/** Of several shops what is known so far, by id. */
export function useShopsById(ids: string[]): Map<string, Shop> {
  return useQueries({
    queries: [...new Set(ids)].map((id) => shopQuery(id)),
    combine: (found) => new Map(found.flatMap(({ data }) => (data ? [[data.id, data]] : []))),
  });
}
