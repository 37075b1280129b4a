import {
  keepPreviousData,
  type QueryClient,
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { Product } from '@/api/catalogTypes';
import { call } from '@/api/client';
import { keys } from '@/api/keys';
import type { OfferRow, OwnProduct } from '@/api/sellerTypes';
import { picturesOf } from '@/features/catalog/editor/copy';
import {
  offersToSave,
  type ProductDraft,
  productToCreate,
  productToSave,
  stockToReceive,
} from '@/features/catalog/editor/draft';
import type { SellingState } from '@/features/catalog/editor/sale';
import { productQuery } from '@/features/catalog/queries';

const PAGE_SIZE = 24;
export const MAX_OFFERS = 100;

export interface OwnQuery {
  q?: string;
  selling?: SellingState;
  page?: number;
}

export function useOwnProducts(shop: string, query: OwnQuery) {
  return useQuery({
    queryKey: keys.catalog.own(shop, query),
    queryFn: ({ signal }) =>
      call('GET /shops/{id}/products', {
        path: { id: shop },
        query: { page: 1, ...query, size: PAGE_SIZE },
        signal,
      }),
    placeholderData: keepPreviousData,
  });
}

export interface OfferQuery {
  q?: string;
  product_id?: string;
  page?: number;
  size?: number;
}

function offersQuery(shop: string, query: OfferQuery) {
  return queryOptions({
    queryKey: keys.catalog.offers(shop, query),
    queryFn: ({ signal }) => call('GET /shops/{id}/offers', { path: { id: shop }, query, signal }),
  });
}

export function useShopOffers(shop: string, query: OfferQuery) {
  return useQuery({ ...offersQuery(shop, query), placeholderData: keepPreviousData });
}

/** A product with what this shop offers of it. */
export function useEditedProduct(shop: string, product: string) {
  return useQuery({
    queryKey: keys.catalog.edited(shop, product),
    queryFn: async ({ signal }) => {
      const query = { product_id: product, size: MAX_OFFERS };
      const [found, offers] = await Promise.all([
        call('GET /products/{id}', { path: { id: product }, signal }),
        call('GET /shops/{id}/offers', { path: { id: shop }, query, signal }),
      ]);
      return { product: found, offers: offers.items };
    },
    // What one is writing is not replaced behind one's back; saving brings the new truth.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}

/** A product that is there, as another one begins: what it says, what the shop asks for it, and its pictures. */
export function useCopied(shop: string, product: string | undefined) {
  return useQuery({
    queryKey: keys.catalog.copied(shop, product),
    queryFn: async ({ signal }) => {
      const path = { id: product ?? '' };
      const query = { product_id: path.id, size: MAX_OFFERS };
      const [found, offers] = await Promise.all([
        call('GET /products/{id}', { path, signal }),
        call('GET /shops/{id}/offers', { path: { id: shop }, query, signal }),
      ]);
      return { product: found, offers: offers.items, ...(await picturesOf(found)) };
    },
    enabled: product !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}

/** Everything that shows products: the shop's own lists, the buyer's, and the stock of their variants. */
export function productsChanged(client: QueryClient): void {
  void client.invalidateQueries({
    queryKey: keys.catalog.all,
    predicate: ({ queryKey }) => queryKey[1] !== 'edited' && queryKey[1] !== 'copied',
  });
  void client.invalidateQueries({ queryKey: keys.inventory.all });
}

export function useCreateProduct(shop: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, draft }: { id: string; draft: ProductDraft }) =>
      call('POST /products', { body: productToCreate(draft, id, shop) }),
    onSuccess: () => productsChanged(client),
    meta: { quiet: true },
  });
}

interface Saving {
  product: Product;
  draft: ProductDraft;
  /** Kept over retries, so that first stock comes in once. */
  key: string;
}

/** The product, then its prices, then the first stock of new variants; answers what was refused on the way. */
export function useSaveProduct(shop: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ product, draft, key }: Saving) => {
      const path = { id: product.id };
      const saved = await call('PUT /products/{id}', { path, body: productToSave(draft, product.version) });
      const refused = await saveOffers(shop, offersToSave(draft, saved));
      await receiveFirst(shop, stockToReceive(draft, saved), key);
      return { saved, refused };
    },
    onSuccess: ({ saved }) => {
      client.setQueryData(productQuery(saved.slug).queryKey, saved);
      return client.invalidateQueries({ queryKey: keys.catalog.edited(shop, saved.id) });
    },
    onSettled: () => productsChanged(client),
    meta: { quiet: true },
  });
}

async function saveOffers(shop: string, rows: OfferRow[]): Promise<string[]> {
  if (rows.length === 0) return [];
  const { rows: results } = await call('PUT /shops/{id}/offers', { path: { id: shop }, body: { rows } });
  return results.flatMap(({ ok, message }) => (ok ? [] : [message ?? '']));
}

async function receiveFirst(shop: string, lines: { variant_id: string; quantity: number }[], key: string) {
  if (lines.length === 0) return;
  const warehouses = await call('GET /shops/{id}/warehouses', { path: { id: shop } });
  const first = warehouses.find(({ active }) => active) ?? warehouses[0];
  if (!first) return;
  await call('POST /warehouses/{id}/receipts', {
    path: { id: first.id },
    headers: { 'Idempotency-Key': key },
    body: { lines },
  });
}

/** Many prices at once, each row for itself. */
export function useSaveOffers(shop: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (rows: OfferRow[]) =>
      (await call('PUT /shops/{id}/offers', { path: { id: shop }, body: { rows } })).rows,
    onSettled: () => productsChanged(client),
  });
}

export interface CentralWish {
  variant_id: string;
  price: number;
  stock: number | null;
}

/** Offers of a central product with what there is of each to begin with; answers each price's result. */
export function useSellCentral(shop: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ key, wishes }: { key: string; wishes: CentralWish[] }) => {
      const body = { rows: wishes.map(({ variant_id, price }) => ({ variant_id, price })) };
      const { rows } = await call('PUT /shops/{id}/offers', { path: { id: shop }, body });
      const lines = wishes.flatMap(({ variant_id, stock }, at) =>
        stock && rows[at]?.ok ? [{ variant_id, quantity: stock }] : [],
      );
      await receiveFirst(shop, lines, key);
      return rows;
    },
    onSettled: () => productsChanged(client),
  });
}

/** Off sale for good: one's own product wholly, a central one only in this shop. */
export function useRemoveProduct(shop: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ id, owned }: OwnProduct) => {
      if (owned) return call('DELETE /products/{id}', { path: { id } });
      const query = { product_id: id, size: MAX_OFFERS };
      const { items } = await call('GET /shops/{id}/offers', { path: { id: shop }, query });
      await Promise.all(items.map((offer) => call('DELETE /offers/{id}', { path: { id: offer.id } })));
    },
    onSettled: () => productsChanged(client),
  });
}

/** `quiet`: who uploads says it, together with what else was saved. */
export function useAddImages({ quiet = false } = {}) {
  const client = useQueryClient();
  return useMutation({
    meta: { quiet },
    /** One after the other, so that they stand in the order they were chosen; answers the product after the last. */
    mutationFn: async ({ product, files }: { product: string; files: File[] }) => {
      let latest: Product | undefined;
      for (const file of files) {
        const body = new FormData();
        body.set('file', file);
        latest = await call('POST /products/{id}/images', { path: { id: product }, body });
      }
      return latest;
    },
    onSettled: () => productsChanged(client),
  });
}

export function useOrderImages() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ product, ids }: { product: string; ids: string[] }) =>
      call('PUT /products/{id}/images', { path: { id: product }, body: { ids } }),
    onSettled: () => productsChanged(client),
  });
}
