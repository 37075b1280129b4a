import type { ShopStatus } from '@/api/types';

export const SHOP_STATUSES = ['pending', 'approved', 'rejected', 'suspended'] as const satisfies ShopStatus[];

export interface ApprovalParams {
  status?: ShopStatus;
  q?: string;
  page?: number;
}

/** What may stand in the address, read with suspicion. */
export function readApprovalParams(raw: Record<string, unknown>): ApprovalParams {
  const status = SHOP_STATUSES.find((one) => one === raw.status);
  const q = typeof raw.q === 'string' || typeof raw.q === 'number' ? String(raw.q).trim().slice(0, 80) : '';
  const page = Number(raw.page);
  return {
    ...(status && { status }),
    ...(q && { q }),
    ...(Number.isSafeInteger(page) && page > 1 && { page }),
  };
}
