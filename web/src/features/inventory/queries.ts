import {
  keepPreviousData,
  type QueryClient,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { call, idempotencyKey } from '@/api/client';
import { keys } from '@/api/keys';
import type { NewWarehouse, ReceiptLine, StockQuery, StockRow, WarehouseEdit } from '@/api/sellerTypes';
import type { Page } from '@/api/types';

/** The server's own limit. */
export const MAX_ON_HAND = 10_000_000;
const LEDGER_SIZE = 30;
const FOUND_SIZE = 40;

export function useStock(shop: string, query: StockQuery) {
  return useQuery({
    queryKey: keys.inventory.stock(shop, query),
    queryFn: ({ signal }) => call('GET /shops/{id}/stock', { path: { id: shop }, query, signal }),
    placeholderData: keepPreviousData,
  });
}

/** How many rows are low: what the badge in the navigation says. */
export function useLowCount(shop: string, enabled: boolean): number | undefined {
  return useQuery({
    queryKey: keys.inventory.low(shop),
    queryFn: async ({ signal }) =>
      (await call('GET /shops/{id}/stock', { path: { id: shop }, query: { low: true, size: 1 }, signal }))
        .total,
    enabled,
  }).data;
}

/** What may come in, by name: each variant once, in however many warehouses it lies. */
export function useItems(shop: string, q: string): StockRow[] {
  const { data } = useStock(shop, { size: FOUND_SIZE, ...(q && { q }) });
  return [...new Map(data?.items.map((row) => [row.variant_id, row])).values()];
}

const isRow = (row: StockRow, { variant_id, warehouse_id }: StockRow) =>
  row.variant_id === variant_id && row.warehouse_id === warehouse_id;

/** Puts one row in the place of what every list of this shop shows of it. */
function rowBecame(client: QueryClient, shop: string, row: StockRow): void {
  client.setQueriesData<Page<StockRow>>({ queryKey: keys.inventory.stockOf(shop) }, (page) => {
    return page && { ...page, items: page.items.map((one) => (isRow(one, row) ? row : one)) };
  });
}

export interface Count {
  row: StockRow;
  /** Null: nothing more to sell. */
  on_hand: number | null;
  /** For the stock history; a plain count needs none. */
  reason?: string;
}

/** The counted number shows at once; a refusal puts back what was there, and the cell says why. */
export function useCount(shop: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ row, on_hand, reason = '' }: Count) => {
      const path = { id: row.warehouse_id, variant_id: row.variant_id };
      const headers = { 'Idempotency-Key': idempotencyKey() };
      const { version } = row;
      return on_hand === null
        ? call('POST /warehouses/{id}/stock/{variant_id}/empty', { path, headers, body: { version } })
        : call('PUT /warehouses/{id}/stock/{variant_id}', {
            path,
            headers,
            body: { version, on_hand, reason },
          });
    },
    onMutate: async ({ row, on_hand }) => {
      await client.cancelQueries({ queryKey: keys.inventory.stockOf(shop) });
      const left = on_hand ?? row.held;
      rowBecame(client, shop, { ...row, on_hand: left, available: Math.max(0, left - row.held) });
    },
    onSuccess: (row) => {
      rowBecame(client, shop, row);
      void client.invalidateQueries({ queryKey: keys.inventory.low(shop) });
      void client.invalidateQueries({ queryKey: keys.inventory.ledgerOf(shop) });
    },
    onError: (_error, { row }) => {
      rowBecame(client, shop, row);
      void client.invalidateQueries({ queryKey: keys.inventory.stockOf(shop) });
    },
    meta: { quiet: true },
  });
}

/** Somebody else was faster: their number is the one in sight now. */
export function useShowRow(shop: string) {
  const client = useQueryClient();
  return (row: StockRow) => rowBecame(client, shop, row);
}

export function useLowMark(shop: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ variant, low_at }: { variant: string; low_at: number }) =>
      call('PUT /shops/{id}/stock/{variant_id}/low-at', {
        path: { id: shop, variant_id: variant },
        body: { low_at },
      }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.inventory.of(shop) }),
  });
}

/** Who touched this variant last. */
export function lastMovementQuery(shop: string, variant: string) {
  return queryOptions({
    queryKey: keys.inventory.lastEntry(shop, variant),
    queryFn: async ({ signal }) => {
      const query = { variant_id: variant, size: 1 };
      const slice = await call('GET /shops/{id}/stock-movements', { path: { id: shop }, query, signal });
      return slice.items[0] ?? null;
    },
    staleTime: 0,
  });
}

/** The ledger, newest first; of one variant, or of the whole shop. */
export function useLedger(shop: string, variant: string | undefined, enabled: boolean) {
  return useInfiniteQuery({
    queryKey: keys.inventory.ledger(shop, variant),
    queryFn: ({ pageParam, signal }) =>
      call('GET /shops/{id}/stock-movements', {
        path: { id: shop },
        query: {
          size: LEDGER_SIZE,
          ...(variant && { variant_id: variant }),
          ...(pageParam && { after: pageParam }),
        },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    enabled,
  });
}

export interface Delivery {
  /** Kept over retries, so that goods come in once. */
  key: string;
  warehouse: string;
  lines: ReceiptLine[];
  note: string;
}

export function useReceive(shop: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ key, warehouse, lines, note }: Delivery) =>
      call('POST /warehouses/{id}/receipts', {
        path: { id: warehouse },
        headers: { 'Idempotency-Key': key },
        body: { lines, note },
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.inventory.of(shop) }),
    meta: { quiet: true },
  });
}

export function warehousesQuery(shop: string) {
  return queryOptions({
    queryKey: keys.inventory.warehouses(shop),
    queryFn: ({ signal }) => call('GET /shops/{id}/warehouses', { path: { id: shop }, signal }),
  });
}

export function useWarehouses(shop: string) {
  return useQuery(warehousesQuery(shop));
}

export function useAddWarehouse(shop: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ key, ...body }: NewWarehouse & { key: string }) =>
      call('POST /shops/{id}/warehouses', { path: { id: shop }, headers: { 'Idempotency-Key': key }, body }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.inventory.of(shop) }),
  });
}

export function useEditWarehouse(shop: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...body }: WarehouseEdit & { id: string }) =>
      call('PUT /warehouses/{id}', { path: { id }, body }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.inventory.of(shop) }),
  });
}

/** What deactivating it would do right now; never a remembered answer. */
export function useImpact(warehouse: string | undefined) {
  return useQuery({
    queryKey: keys.inventory.impact(warehouse),
    queryFn: ({ signal }) => call('GET /warehouses/{id}/impact', { path: { id: warehouse ?? '' }, signal }),
    enabled: warehouse !== undefined,
    staleTime: 0,
    gcTime: 0,
  });
}
