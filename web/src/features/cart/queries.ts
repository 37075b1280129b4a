import { type QueryClient, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '@/api/client';
import type { Cart } from '@/api/types';

export const cartQuery = queryOptions({
  queryKey: ['cart'],
  queryFn: ({ signal }) => call('GET /cart', { signal }),
});

export function useCart() {
  return useQuery(cartQuery);
}

/** Pieces, not lines: what the badge on the bag says. */
export function piecesIn(cart: Cart | undefined): number {
  const items = cart?.shops.flatMap((shop) => shop.items) ?? [];
  return items.reduce((sum, item) => sum + item.quantity, 0);
}

export function useCartCount(): number {
  return useQuery({ ...cartQuery, select: piecesIn }).data ?? 0;
}

/** The server answers every change with the whole cart: it is the new truth, nothing is fetched again. */
export function cartBecame(client: QueryClient, cart: Cart): void {
  client.setQueryData(cartQuery.queryKey, cart);
}

export function useAddToCart() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (wanted: { offer_id: string; quantity: number; note?: string }) =>
      call('POST /cart', { body: wanted }),
    onSuccess: (cart) => cartBecame(client, cart),
  });
}
