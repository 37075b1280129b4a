import type { ShopKind } from '@/api/types';

export interface ShopsParams {
  q?: string;
  kind?: ShopKind;
  open?: true;
  page?: number;
}

export const SHOP_KINDS: readonly ShopKind[] = ['canteen', 'koperasi', 'student', 'store'];

/** The address of the list of shops, read with suspicion: people edit and share addresses. */
export function readShopsParams(raw: Record<string, unknown>): ShopsParams {
  const params: ShopsParams = {};
  const kind = SHOP_KINDS.find((known) => known === raw.kind);
  const page = Number(raw.page);
  if (typeof raw.q === 'string' && raw.q.trim()) params.q = raw.q.trim().slice(0, 80);
  if (kind) params.kind = kind;
  if (raw.open === true) params.open = true;
  if (Number.isSafeInteger(page) && page > 1) params.page = page;
  return params;
}
