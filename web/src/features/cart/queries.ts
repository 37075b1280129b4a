import {
  type QueryClient,
  queryOptions,
  useIsMutating,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { call } from '@/api/client';
import { keys } from '@/api/keys';
import { isProblem } from '@/api/problem';
import type { Cart, CartItem } from '@/api/types';
import { piecesIn, remedy, withLine, withQuantity } from '@/features/cart/lines';
import { tellTabs } from '@/lib/tabs';

export const cartQuery = queryOptions({
  queryKey: keys.cart.all,
  queryFn: ({ signal }) => call('GET /cart', { signal }),
});

export function useCart() {
  return useQuery(cartQuery);
}

export function useCartCount(): number {
  return useQuery({ ...cartQuery, select: piecesIn }).data ?? 0;
}

/** Changes go one after the other, in the order in which they were made. */
const scope = { id: 'cart' };
const mutationKey = ['cart'];

/** Whether what is shown is ahead of what the server knows. */
export function useCartChanging(): boolean {
  return useIsMutating({ mutationKey }) > 0;
}

/**
 * The server answers every change with the whole cart: it is the new truth, nothing is fetched again. While
 * later changes are still on their way it would take back what they already show, so only the last one counts.
 */
function cartBecame(client: QueryClient, cart: Cart): void {
  tellTabs('cart');
  if (client.isMutating({ mutationKey }) <= 1) client.setQueryData(cartQuery.queryKey, cart);
}

/** Shows a change at once. */
async function show(client: QueryClient, change: (cart: Cart) => Cart): Promise<void> {
  await client.cancelQueries({ queryKey: cartQuery.queryKey });
  client.setQueryData(cartQuery.queryKey, (cart) => cart && change(cart));
}

/** A change that was refused disappears again: the server is asked what is true. */
function takeBack(client: QueryClient) {
  return client.invalidateQueries({ queryKey: cartQuery.queryKey });
}

/** What was in it has been ordered: asks for what is left. */
export function useCartRefresh() {
  const client = useQueryClient();
  return () => {
    tellTabs('cart');
    return takeBack(client);
  };
}

export function useAddToCart() {
  const client = useQueryClient();
  return useMutation({
    mutationKey,
    scope,
    mutationFn: (wanted: { offer_id: string; quantity: number; note?: string }) =>
      call('POST /cart', { body: wanted }),
    onSuccess: (cart) => cartBecame(client, cart),
  });
}

/** Also tells the server that today's price has been seen. */
export function useEditItem() {
  const client = useQueryClient();
  return useMutation({
    mutationKey,
    scope,
    mutationFn: ({ id, ...edit }: { id: string; quantity: number; note?: string }) =>
      call('PUT /cart/items/{id}', { path: { id }, body: edit }),
    onMutate: ({ id, quantity, note }) =>
      show(client, (cart) =>
        withLine(cart, id, (item) => ({ ...withQuantity(item, quantity), note: note ?? item.note })),
      ),
    onSuccess: (cart) => cartBecame(client, cart),
    onError: () => takeBack(client),
  });
}

/** The cart without the line; another device may have been faster. */
function removed(id: string): Promise<Cart> {
  return call('DELETE /cart/items/{id}', { path: { id } }).catch((error: unknown) => {
    if (isProblem(error, 'not_found')) return call('GET /cart');
    throw error;
  });
}

export function useRemoveItem() {
  const client = useQueryClient();
  return useMutation({
    mutationKey,
    scope,
    mutationFn: removed,
    onMutate: (id) => show(client, (cart) => withLine(cart, id, () => null)),
    onSuccess: (cart) => cartBecame(client, cart),
    onError: () => takeBack(client),
  });
}

/** Takes out what is sold out or gone, and takes fewer of what is running low. */
export function useTidy() {
  const client = useQueryClient();
  return useMutation({
    mutationKey,
    scope,
    mutationFn: async (items: CartItem[]) => {
      for (const { id, ...item } of items) {
        const quantity = remedy({ id, ...item });
        if (quantity === 0) await removed(id);
        else if (quantity !== null) await call('PUT /cart/items/{id}', { path: { id }, body: { quantity } });
      }
    },
    onSettled: () => {
      tellTabs('cart');
      return takeBack(client);
    },
  });
}
