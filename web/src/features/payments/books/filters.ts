import type { Payment } from '@/api/sellerTypes';

export const PAYMENT_STATUSES = [
  'pending',
  'authorized',
  'paid',
  'failed',
  'cancelled',
  'expired',
  'partly_refunded',
  'refunded',
] as const satisfies Payment['status'][];

export const PAYMENT_METHODS = [
  'qris',
  'virtual_account',
  'ewallet',
  'card',
  'wallet',
  'cash',
] as const satisfies Payment['method'][];

export interface PaymentsParams {
  /** An order's number, an id, or who paid. */
  q?: string;
  status?: Payment['status'];
  method?: Payment['method'];
  /** Days of the platform's zone, both included. */
  from?: string;
  to?: string;
  flagged?: true;
  page?: number;
}

const MAX_WORDS = 100;
const DAY = /^20\d\d-\d\d-\d\d$/;

/** A day there is: a field that is still being typed in says things like `0002-11-31`. */
export function isDay(said: string): boolean {
  return DAY.test(said) && new Date(`${said}T00:00Z`).toJSON()?.slice(0, 10) === said;
}

/** What may stand in the address, read with suspicion. */
export function readPaymentsParams(raw: Record<string, unknown>): PaymentsParams {
  const q = ['string', 'number'].includes(typeof raw.q) ? String(raw.q).trim().slice(0, MAX_WORDS) : '';
  const status = PAYMENT_STATUSES.find((one) => one === raw.status);
  const method = PAYMENT_METHODS.find((one) => one === raw.method);
  const day = (said: unknown) => (typeof said === 'string' && isDay(said) ? said : undefined);
  const [from, to] = [day(raw.from), day(raw.to)];
  const page = Number(raw.page);
  return {
    ...(q && { q }),
    ...(status && { status }),
    ...(method && { method }),
    ...(from && { from }),
    ...(to && !(from && to < from) && { to }),
    ...(raw.flagged === true && { flagged: true }),
    ...(Number.isSafeInteger(page) && page > 1 && { page }),
  };
}

/** Another day; the other end goes along where it would lie on the wrong side. */
export function withDay(params: PaymentsParams, end: 'from' | 'to', day: string | undefined) {
  const from = end === 'from' ? day : params.from;
  const to = end === 'to' ? day : params.to;
  return from && to && to < from ? { from: day, to: day } : { from, to };
}
