import type { PaymentInBooks } from '@/api/sellerTypes';

export const PAYMENT_STATUSES = [
  'pending',
  'authorized',
  'paid',
  'failed',
  'cancelled',
  'expired',
  'partly_refunded',
  'refunded',
] as const satisfies PaymentInBooks['status'][];

export interface PaymentsParams {
  status?: PaymentInBooks['status'];
  flagged?: true;
  page?: number;
}

/** What may stand in the address, read with suspicion. */
export function readPaymentsParams(raw: Record<string, unknown>): PaymentsParams {
  const status = PAYMENT_STATUSES.find((one) => one === raw.status);
  const page = Number(raw.page);
  return {
    ...(status && { status }),
    ...(raw.flagged === true && { flagged: true }),
    ...(Number.isSafeInteger(page) && page > 1 && { page }),
  };
}
