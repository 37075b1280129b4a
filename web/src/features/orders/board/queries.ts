import { notifications } from '@mantine/notifications';
import {
  keepPreviousData,
  queryOptions,
  useMutation,
  useMutationState,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useMemo } from 'react';
import { call } from '@/api/client';
import { keys } from '@/api/keys';
import type { BoardOrder, PartStatus } from '@/api/sellerTypes';
import { arranged, DONE, OPEN } from '@/features/orders/board/columns';
import { useBoardTexts } from '@/features/orders/board/i18n';
import { undoToast } from '@/ui/undoToast';

const PAGE = 100;
/** More open orders than this at once are not a board any more; the search finds the rest. */
const MAX_PAGES = 5;
const DONE_SHOWN = 20;
const FOUND_SHOWN = 24;
/** Whoever looks at a page is told of new orders at once; a tab behind others only hears of them by asking. */
const ASK_EVERY_MS = 30_000;

export function openOrdersQuery(shop: string) {
  return queryOptions({
    queryKey: keys.orders.boardOpen(shop),
    queryFn: async ({ signal }) => {
      const orders: BoardOrder[] = [];
      for (let page = 1; page <= MAX_PAGES; page += 1) {
        const query = { shop_id: shop, status: [...OPEN], page, size: PAGE };
        const { items, total } = await call('GET /orders', { query, signal });
        orders.push(...items);
        if (orders.length >= total) break;
      }
      return orders;
    },
    refetchInterval: ASK_EVERY_MS,
    refetchIntervalInBackground: true,
    // A device that was asleep shows what is true now, not what was true when it fell asleep.
    refetchOnWindowFocus: 'always',
  });
}

function doneOrdersQuery(shop: string) {
  return queryOptions({
    queryKey: keys.orders.boardDone(shop),
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

const newOnes = (orders: BoardOrder[]) => arranged(orders).new;

/** The orders nobody has begun, the oldest first; undefined until it is known. */
export function useNewOrders(shop: string): BoardOrder[] | undefined {
  return useQuery({ ...openOrdersQuery(shop), select: newOnes }).data;
}

/** By part of a number, whatever their status. */
export function useFoundOrders(shop: string, q: string, page: number) {
  return useQuery({
    queryKey: keys.orders.boardFound(shop, q, page),
    queryFn: ({ signal }) =>
      call('GET /orders', { query: { shop_id: shop, q, page, size: FOUND_SHOWN }, signal }),
    placeholderData: keepPreviousData,
  });
}

function partQuery(shop: string, order: string) {
  return queryOptions({
    queryKey: keys.orders.boardOne(shop, order),
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

const MOVING = ['orders', 'move'] as const;

/** Orders as they will be: a step that is being taken shows at once, and not any more when the server refuses. */
export function useWithMoves(orders: BoardOrder[]): BoardOrder[] {
  const moves = useMutationState({
    filters: { mutationKey: MOVING, status: 'pending' },
    select: ({ state }) => state.variables as Move,
  });
  return useMemo(() => {
    const steps = new Map(moves.map(({ order, status }) => [order.id, status]));
    return orders.map((order) => {
      const status = steps.get(order.id);
      return status ? { ...order, status, allowed: [] } : order;
    });
  }, [orders, moves]);
}

/** Handing over ends an order and nothing takes it back: a slip of the thumb may, for a moment. */
function meant({ order, status }: Move): Promise<boolean> {
  if (status !== 'delivered') return Promise.resolve(true);
  return new Promise((decided) =>
    undoToast({
      message: useBoardTexts.now(`handedOver_${order.delivery_option}`, { number: order.call_number }),
      undoLabel: useBoardTexts.now('undo'),
      onUndo: () => decided(false),
      onKept: () => decided(true),
    }),
  );
}

/** `silent`: whoever takes the step sees what becomes of the order. */
export function useMove(shop: string, { silent = false } = {}) {
  const client = useQueryClient();
  return useMutation({
    mutationKey: MOVING,
    mutationFn: async (move: Move) => {
      if (!(await meant(move))) return null;
      const { order, status, reason = '' } = move;
      return call('PUT /orders/{id}/status', { path: { id: order.id }, body: { status, reason } });
    },
    onMutate: ({ order, status }) => {
      // On a phone it leaves for another tab: where to has to be said.
      if (status === 'processing' && !silent) {
        notifications.show({ message: useBoardTexts.now('accepted', { number: order.call_number }) });
      }
    },
    onSuccess: (moved) => {
      if (!moved) return;
      if (DONE.includes(moved.status)) {
        // Into the one list as it leaves the other: at no moment is it nowhere.
        const others = (orders: BoardOrder[] | undefined) => orders?.filter(({ id }) => id !== moved.id);
        client.setQueryData(openOrdersQuery(shop).queryKey, others);
        client.setQueryData(
          doneOrdersQuery(shop).queryKey,
          (done) => done && [moved, ...(others(done) ?? [])],
        );
      } else {
        client.setQueryData(openOrdersQuery(shop).queryKey, (orders) =>
          orders?.map((one) => (one.id === moved.id ? moved : one)),
        );
      }
      client.setQueryData(partQuery(shop, moved.id).queryKey, moved);
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.orders.board(shop) }),
  });
}

/** How many orders of a shop are under way; asked for when somebody is about to act on the shop. */
export function useOpenCount(shop: string | undefined) {
  return useQuery({
    queryKey: keys.orders.boardCount(shop),
    queryFn: async ({ signal }) => {
      const status = OPEN.filter((one) => one !== 'pending');
      const query = { shop_id: shop ?? null, status, size: 1 };
      return (await call('GET /orders', { query, signal })).total;
    },
    enabled: shop !== undefined,
    staleTime: 0,
  });
}
