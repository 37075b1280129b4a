import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ProductCard } from '@/api/catalogTypes';
import { call } from '@/api/client';
import { keys } from '@/api/keys';

const FOUND_SIZE = 12;

export interface Pair {
  /** The product that is merged away. */
  goes: string;
  stays: string;
}

export function useLikelyTwins() {
  return useQuery({
    queryKey: keys.catalog.twins,
    queryFn: ({ signal }) => call('GET /twins', { signal }),
  });
}

/** What is on sale, and central products that nobody sells. */
export function useFoundProducts(q: string) {
  return useQuery({
    queryKey: keys.catalog.twinsFound(q),
    queryFn: async ({ signal }) => {
      const query = { q, size: FOUND_SIZE };
      const pages = await Promise.all([
        call('GET /products', { query, signal }),
        call('GET /products', { query: { ...query, central: true }, signal }),
      ]);
      const found = pages.flatMap(({ items }) => items).map((card): [string, ProductCard] => [card.id, card]);
      return [...new Map(found).values()];
    },
    enabled: q.length > 0,
    placeholderData: keepPreviousData,
  });
}

/** What merging would do right now; never a remembered answer. */
export function useMergePreview({ goes, stays }: Pair) {
  return useQuery({
    queryKey: keys.catalog.twinsPreview(goes, stays),
    queryFn: ({ signal }) =>
      call('GET /products/{id}/merge', { path: { id: goes }, query: { into: stays }, signal }),
    staleTime: 0,
    gcTime: 0,
  });
}

export function useMerge() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ goes, stays }: Pair) =>
      call('POST /products/{id}/merge', { path: { id: goes }, body: { into: stays } }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.catalog.all }),
    meta: { quiet: true },
  });
}
