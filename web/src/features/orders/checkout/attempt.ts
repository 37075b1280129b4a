/**
 * One press of "order": its key and exactly what was sent, kept in the browser until the server has answered.
 *
 * A second press while it is on its way, a retry after a lost answer, even a reload in between all send the same
 * key with the same body, and the server never orders twice for one key.
 */
import { idempotencyKey } from '@/api/client';
import { isProblem } from '@/api/problem';
import type { CheckoutRequest } from '@/api/purchaseTypes';
import { readStored, writeStored } from '@/lib/stored';

export interface Attempt {
  key: string;
  /** Whose it is: somebody else at the same browser has nothing to do with it. */
  buyer: string;
  request: CheckoutRequest;
}

const NAME = 'checkout_attempt';

export function newAttempt(buyer: string, request: CheckoutRequest): Attempt {
  const attempt = { key: idempotencyKey(), buyer, request };
  writeStored(NAME, JSON.stringify(attempt));
  return attempt;
}

/** The attempt that has no answer yet, if there is one. */
export function unanswered(buyer: string): Attempt | null {
  const stored = readStored(NAME);
  if (!stored) return null;
  try {
    const attempt = JSON.parse(stored) as Attempt;
    return attempt.buyer === buyer ? attempt : null;
  } catch {
    return null;
  }
}

export function answered(): void {
  writeStored(NAME, null);
}

/** Whether it is known what became of it: a refusal is an answer, silence or a broken server is not. */
export function isAnswer(error: unknown): boolean {
  return isProblem(error) && error.status >= 400 && error.status < 500 && error.code !== 'rate_limited';
}
