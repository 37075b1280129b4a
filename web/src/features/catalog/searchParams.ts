/** What may stand in the address of a page, read with suspicion: people edit and share addresses. */
import type { Kind, ProductQuery, Sort } from '@/api/catalogTypes';

export interface SearchParams {
  q?: string;
  category?: string;
  shop?: string;
  kind?: Kind;
  min?: number;
  max?: number;
  stock?: true;
  open?: true;
  sort?: Sort;
  page?: number;
}

/** Results on one page of the search. */
export const SEARCH_PAGE_SIZE = 24;

const KINDS: readonly Kind[] = ['goods', 'food', 'rental'];
export const SORTS: readonly Sort[] = ['relevance', 'popular', 'newest', 'price_asc', 'price_desc', 'rating'];

function text(value: unknown): string | undefined {
  // The router reads `?q=123` as a number.
  const written = typeof value === 'number' ? String(value) : value;
  return typeof written === 'string' && written.trim() ? written.trim().slice(0, 120) : undefined;
}

function whole(value: unknown, least: number): number | undefined {
  const number = Number(value);
  return value !== undefined && Number.isSafeInteger(number) && number >= least ? number : undefined;
}

function oneOf<T extends string>(value: unknown, allowed: readonly T[]): T | undefined {
  return allowed.find((candidate) => candidate === value);
}

/** Drops what is undefined, so that the address stays short. */
function given<T extends object>(params: T): T {
  return Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined)) as T;
}

export function readSearchParams(raw: Record<string, unknown>): SearchParams {
  return given({
    q: text(raw.q),
    category: text(raw.category),
    shop: text(raw.shop),
    kind: oneOf(raw.kind, KINDS),
    min: whole(raw.min, 0),
    max: whole(raw.max, 0),
    stock: raw.stock === true ? true : undefined,
    open: raw.open === true ? true : undefined,
    sort: oneOf(raw.sort, SORTS),
    page: whole(raw.page, 2),
  } as SearchParams);
}

/** The address's words as the server's. */
export function productQueryFrom(params: SearchParams, size: number): ProductQuery {
  const { min, max, stock, open, ...same } = params;
  return {
    ...same,
    ...(min !== undefined && { min_price: min }),
    ...(max !== undefined && { max_price: max }),
    ...(stock && { in_stock: true }),
    ...(open && { open_now: true }),
    size,
  };
}
