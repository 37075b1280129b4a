/** The ways to pay, and which of them fit an amount. */
import type { Bank, Method } from '@/api/purchaseTypes';

/** One way to pay, as the buyer chose it. */
export interface Way {
  method: Method;
  bank?: Bank;
}

/** Which bank or e-wallet each method asks for; the first is taken unless another is chosen. */
export const BANKS: Partial<Record<Method, readonly [Bank, ...Bank[]]>> = {
  virtual_account: ['bca', 'bni', 'bri', 'permata', 'mandiri'],
  ewallet: ['gopay', 'shopeepay'],
};

export const GATEWAY_METHODS = ['qris', 'virtual_account', 'ewallet', 'card'] as const;

/** The method with its first bank, where it has any. */
export function wayBy(method: Method): Way {
  const bank = BANKS[method]?.[0];
  return bank ? { method, bank } : { method };
}

/** What a wallet lacks for an amount; 0 when it is enough. */
export function missing(balance: number, amount: number): number {
  return Math.max(0, amount - balance);
}

export const MIN_TOP_UP = 1_000;
export const MAX_TOP_UP = 10_000_000;
export const TOP_UP_CHOICES = [50_000, 100_000, 200_000, 500_000, 1_000_000];
