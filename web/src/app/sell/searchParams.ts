import { SELLING_STATES, type SellingState } from '@/features/catalog/editor/sale';

/** What may stand in the addresses of the seller's pages, read with suspicion: people edit and share addresses. */

export interface PageAndWords {
  q?: string;
  page?: number;
}
export interface ProductsParams extends PageAndWords {
  selling?: SellingState;
}
export interface StockParams extends PageAndWords {
  low?: true;
  /** By name rather than by need. */
  sort?: 'name';
  warehouse?: string;
  /** The ledger is open: of this variant, or of `all`. */
  history?: string;
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const isId = (value: unknown): value is string => typeof value === 'string' && ID.test(value);

function pageAndWords({ q, page }: Record<string, unknown>): PageAndWords {
  const words = typeof q === 'string' || typeof q === 'number' ? String(q).trim().slice(0, 80) : '';
  const number = Number(page);
  return { ...(words && { q: words }), ...(Number.isSafeInteger(number) && number > 1 && { page: number }) };
}

/** Words, a page, and ids by these names. */
export function readPageAndWords<Name extends string = never>(...names: Name[]) {
  return (raw: Record<string, unknown>): PageAndWords & Partial<Record<Name, string>> => {
    const ids = names.flatMap((name) => (isId(raw[name]) ? [[name, raw[name]]] : []));
    return { ...pageAndWords(raw), ...Object.fromEntries(ids) };
  };
}

export function readProducts(raw: Record<string, unknown>): ProductsParams {
  const selling = SELLING_STATES.find((state) => state === raw.selling);
  return { ...pageAndWords(raw), ...(selling && { selling }) };
}

export function readStock(raw: Record<string, unknown>): StockParams {
  return {
    ...pageAndWords(raw),
    ...(raw.low === true && { low: true }),
    ...(raw.sort === 'name' && { sort: 'name' }),
    ...(isId(raw.warehouse) && { warehouse: raw.warehouse }),
    ...((isId(raw.history) || raw.history === 'all') && { history: raw.history }),
  };
}
