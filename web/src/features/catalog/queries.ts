import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import type { ProductQuery } from '@/api/catalogTypes';
import { call } from '@/api/client';
import { keys } from '@/api/keys';

const MINUTE = 60_000;

export const categoriesQuery = queryOptions({
  queryKey: keys.catalog.categories,
  queryFn: ({ signal }) => call('GET /categories', { signal }),
  staleTime: 10 * MINUTE,
});

export function productsQuery(query: ProductQuery) {
  return queryOptions({
    queryKey: keys.catalog.products(query),
    queryFn: ({ signal }) => call('GET /products', { query, signal }),
  });
}

export function productQuery(product: string) {
  return queryOptions({
    queryKey: keys.catalog.product(product),
    queryFn: ({ signal }) => call('GET /products/{id}', { path: { id: product }, signal }),
  });
}

export function useCategories() {
  return useQuery(categoriesQuery);
}

/** While the next page or another filter is fetched the old results stay, so that nothing jumps. */
export function useProducts(query: ProductQuery) {
  return useQuery({ ...productsQuery(query), placeholderData: keepPreviousData });
}

export function useProduct(product: string) {
  return useQuery(productQuery(product));
}
