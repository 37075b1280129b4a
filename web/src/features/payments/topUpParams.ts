/** What may stand in the address of the top-up page: what was chosen the last time, read with suspicion. */
import type { Bank, GatewayMethod, Payment } from '@/api/purchaseTypes';
import { BANKS, GATEWAY_METHODS, MAX_TOP_UP, MIN_TOP_UP } from '@/features/payments/methods';

export interface TopUpParams {
  amount?: number;
  method?: GatewayMethod;
  bank?: Bank;
}

export function readTopUp(raw: Record<string, unknown>): TopUpParams {
  const amount = Number(raw.amount);
  const method = GATEWAY_METHODS.find((one) => one === raw.method);
  const bank = method && BANKS[method]?.find((one) => one === raw.bank);
  const fits = Number.isInteger(amount) && amount >= MIN_TOP_UP && amount <= MAX_TOP_UP;
  return { ...(fits && { amount }), ...(method && { method }), ...(bank && { bank }) };
}

/** The same once more, after it came to nothing. */
export function sameAgain({ amount, method, bank }: Payment): TopUpParams {
  return readTopUp({ amount, method, bank });
}
