import { keepPreviousData, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '@/api/client';
import type { BoardOrder, PartStatus } from '@/api/sellerTypes';
import { arranged, DONE, OPEN } from '@/features/orders/board/columns';

const PAGE = 100;
/** More open orders than this at once are not a board any more; the search finds the rest. */
const MOST_PAGES = 5;
const DONE_SHOWN = 20;
const FOUND_SHOWN = 24;
/** New orders are told by notifications; asking is for when those are lost. */
const ASK_EVERY_MS = 30_000;

const boardKey = (shop: string) => ['orders', 'board', shop] as const;

export function openOrdersQuery(shop: string) {
  return queryOptions({
    queryKey: [...boardKey(shop), 'open'],
    queryFn: async ({ signal }) => {
      const orders: BoardOrder[] = [];
      for (let page = 1; page <= MOST_PAGES; page += 1) {
        const query = { shop_id: shop, status: [...OPEN], page, size: PAGE };
        const { items, total } = await call('GET /orders', { query, signal });
        orders.push(...items);
        if (orders.length >= total) break;
      }
      return orders;
    },
    refetchInterval: ASK_EVERY_MS,
  });
}

function doneOrdersQuery(shop: string) {
  return queryOptions({
    queryKey: [...boardKey(shop), 'done'],
    queryFn: async ({ signal }) => {
      const query = { shop_id: shop, status: [...DONE], size: DONE_SHOWN };
      return (await call('GET /orders', { query, signal })).items;
    },
  });
}

export function useOpenOrders(shop: string) {
  return useQuery(openOrdersQuery(shop));
}

export function useDoneOrders(shop: string) {
  return useQuery(doneOrdersQuery(shop));
}

/** How many orders nobody has begun: what the badge in the navigation says. */
export function useNewCount(shop: string): number {
  return useQuery({ ...openOrdersQuery(shop), select: (orders) => arranged(orders).new.length }).data ?? 0;
}

/** By part of a number, whatever their status. */
export function useFoundOrders(shop: string, q: string, page: number) {
  return useQuery({
    queryKey: [...boardKey(shop), 'found', q, page],
    queryFn: ({ signal }) =>
      call('GET /orders', { query: { shop_id: shop, q, page, size: FOUND_SHOWN }, signal }),
    placeholderData: keepPreviousData,
  });
}

function partQuery(shop: string, order: string) {
  return queryOptions({
    queryKey: [...boardKey(shop), 'one', order],
    queryFn: ({ signal }) => call('GET /shop-orders/{id}', { path: { id: order }, signal }),
  });
}

export function usePart(shop: string, order: string | undefined) {
  const client = useQueryClient();
  return useQuery({
    ...partQuery(shop, order ?? ''),
    enabled: order !== undefined,
    // What the board shows already is there at once.
    placeholderData: () =>
      client.getQueryData(openOrdersQuery(shop).queryKey)?.find(({ id }) => id === order) ??
      client.getQueryData(doneOrdersQuery(shop).queryKey)?.find(({ id }) => id === order),
  });
}

export interface Move {
  order: BoardOrder;
  status: PartStatus;
  reason?: string;
}

/** The card moves at once, and back again when the server refuses. */
export function useMove(shop: string) {
  const client = useQueryClient();
  const { queryKey } = openOrdersQuery(shop);
  const replace = (id: string, change: (order: BoardOrder) => BoardOrder) =>
    client.setQueryData(queryKey, (orders) => orders?.map((one) => (one.id === id ? change(one) : one)));
  return useMutation({
    mutationKey: ['orders', 'move'],
    mutationFn: ({ order, status, reason = '' }: Move) =>
      call('PUT /orders/{id}/status', { path: { id: order.id }, body: { status, reason } }),
    onMutate: async ({ order, status }) => {
      await client.cancelQueries({ queryKey: boardKey(shop) });
      replace(order.id, (present) => ({ ...present, status, allowed: [] }));
    },
    onSuccess: (moved) => {
      replace(moved.id, () => moved);
      client.setQueryData(partQuery(shop, moved.id).queryKey, moved);
    },
    onError: (_error, { order }) => replace(order.id, () => order),
    onSettled: () => client.invalidateQueries({ queryKey: boardKey(shop) }),
  });
}

/** How many orders of a shop are under way; asked for when somebody is about to act on the shop. */
export function useOpenCount(shop: string | undefined) {
  return useQuery({
    queryKey: ['orders', 'board', shop, 'count'],
    queryFn: async ({ signal }) => {
      const status = OPEN.filter((one) => one !== 'pending');
      const query = { shop_id: shop ?? null, status, size: 1 };
      return (await call('GET /orders', { query, signal })).total;
    },
    enabled: shop !== undefined,
    staleTime: 0,
  });
}
