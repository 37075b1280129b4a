import {
  keepPreviousData,
  type QueryClient,
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { call } from '@/api/client';
import { keys } from '@/api/keys';
import type { CheckoutRequest, Order, Quote, ShopOrder } from '@/api/purchaseTypes';
import { type Attempt, answered, isAnswer } from '@/features/orders/checkout/attempt';
import { isUnderWay, type Kept, keptOf, type OrderSearch } from '@/features/orders/steps';

const PAGE_SIZE = 12;
/** Moves are told by notifications; asking is for when those are lost, or come before the page listens. */
const ASK_EVERY_MS = 15_000;

export function ordersQuery({ status, q, page = 1 }: OrderSearch) {
  return queryOptions({
    queryKey: keys.orders.mineFound(status, q, page),
    queryFn: ({ signal }) => {
      const query = { ...(status && { status }), ...(q && { q }), page, size: PAGE_SIZE };
      return call('GET /orders/me', { query, signal });
    },
  });
}

export function useMyOrders(search: OrderSearch) {
  return useQuery({ ...ordersQuery(search), placeholderData: keepPreviousData });
}

/** What orders of one's own that are not paid yet keep of these offers; nobody is asked about none. */
export function useKept(offers: string[]): Map<string, Kept> {
  const unpaid = useQuery({ ...ordersQuery({ status: 'pending_payment' }), enabled: offers.length > 0 });
  const found = offers.map((offer) => [offer, keptOf(unpaid.data?.items ?? [], offer)] as const);
  return new Map(found.filter((one): one is [string, Kept] => one[1] !== null));
}

export function orderQuery(order: string) {
  return queryOptions({
    queryKey: keys.orders.one(order),
    queryFn: ({ signal }) => call('GET /orders/{id}', { path: { id: order }, signal }),
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? ASK_EVERY_MS : false),
  });
}

export function useOrder(order: string | null | undefined) {
  return useQuery({ ...orderQuery(order ?? ''), enabled: Boolean(order) });
}

function orderBecame(client: QueryClient, order: Order): void {
  client.setQueryData(orderQuery(order.id).queryKey, order);
  void client.invalidateQueries({ queryKey: keys.orders.mine });
  void client.invalidateQueries({ queryKey: keys.payments.all });
  void client.invalidateQueries({ queryKey: keys.wallet.all });
}

export function useCancelOrder() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ order, reason }: { order: string; reason: string }) =>
      call('DELETE /orders/{id}', { path: { id: order }, query: { reason } }),
    onSuccess: (order) => orderBecame(client, order),
    onError: (_error, { order }) => client.invalidateQueries({ queryKey: orderQuery(order).queryKey }),
  });
}

/** Shown as completed at once; back to what it was when the server refuses. */
export function useConfirmReceived(order: string) {
  const client = useQueryClient();
  const { queryKey } = orderQuery(order);
  return useMutation({
    mutationFn: (part: ShopOrder) =>
      call('PUT /orders/{id}/status', { path: { id: part.id }, body: { status: 'delivered' } }),
    onMutate: async (part) => {
      await client.cancelQueries({ queryKey });
      const before = client.getQueryData(queryKey);
      client.setQueryData(queryKey, before && withStatus(before, part.id, 'completed'));
      return before;
    },
    onError: (_error, _part, before) => client.setQueryData(queryKey, before),
    onSettled: () => client.invalidateQueries({ queryKey: keys.orders.all }),
  });
}

function withStatus(order: Order, part: string, status: ShopOrder['status']): Order {
  const shop_orders = order.shop_orders.map((one) => (one.id === part ? { ...one, status } : one));
  return { ...order, shop_orders };
}

export function useOrderAgain() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ order, key }: { order: string; key: string }) =>
      call('POST /orders/{id}/again', { path: { id: order }, headers: { 'Idempotency-Key': key } }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.cart.all }),
  });
}

/** What a quote is asked for, and the cart it is about: another cart has another quote. */
export interface Asked {
  request: CheckoutRequest;
  cart: string;
}

function quoteQuery({ request, cart }: Asked) {
  return queryOptions({
    // Not among the orders: news of an order must not ask for the quote of a cart that has just been ordered.
    queryKey: keys.quote.of(request, cart),
    queryFn: ({ signal }) => call('POST /checkout/quote', { body: request, signal }),
    staleTime: 0,
  });
}

/**
 * The last answer stays in sight while a new one is on its way. While the cart is `changing` nothing is asked: the
 * server would still answer for the cart as it was.
 */
export function useQuote(asked: Asked, changing: boolean) {
  return useQuery({ ...quoteQuery(asked), placeholderData: keepPreviousData, enabled: !changing });
}

/** A refusal came with today's quote: it is the one in sight now. */
export function useQuoteBecame() {
  const client = useQueryClient();
  return (asked: Asked, quote: Quote) => client.setQueryData(quoteQuery(asked).queryKey, quote);
}

export function useCheckout() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ key, request }: Attempt) =>
      call('POST /checkout', { body: request, headers: { 'Idempotency-Key': key } }),
    // Here and not at the page: the answer counts even when nobody waits for it any more.
    onError: (error) => isAnswer(error) && answered(),
    onSuccess: ({ order, payment }) => {
      answered();
      client.setQueryData(orderQuery(order.id).queryKey, { ...order, payment });
      // The cart is empty now; who is still looking at the checkout must not see it empty itself.
      void client.invalidateQueries({ queryKey: keys.cart.all, refetchType: 'none' });
      for (const queryKey of [keys.orders.mine, keys.wallet.all]) {
        void client.invalidateQueries({ queryKey });
      }
    },
    meta: { quiet: true },
  });
}
