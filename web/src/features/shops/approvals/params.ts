import type { ShopStatus } from '@/api/types';

export const SHOP_STATUSES = ['pending', 'approved', 'rejected', 'suspended'] as const satisfies ShopStatus[];

export interface ApprovalParams {
  status?: ShopStatus;
  q?: string;
  /** Only this one. */
  shop?: string;
  page?: number;
}

/** What may stand in the address, read with suspicion. */
export function readApprovalParams(raw: Record<string, unknown>): ApprovalParams {
  const status = SHOP_STATUSES.find((one) => one === raw.status);
  const q = typeof raw.q === 'string' || typeof raw.q === 'number' ? String(raw.q).trim().slice(0, 80) : '';
  const page = Number(raw.page);
  const shop = typeof raw.shop === 'string' ? raw.shop : '';
  return {
    ...(status && { status }),
    ...(q && { q }),
    ...(/^[0-9a-f-]{36}$/.test(shop) && { shop }),
    ...(Number.isSafeInteger(page) && page > 1 && { page }),
  };
}
