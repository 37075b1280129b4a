/** What a person types into a cell of stock: a number is what was counted, a sign before it makes it a change. */
import { MAX_ON_HAND } from '@/features/inventory/queries';

const TYPED = /^([+-]?)(\d{1,3}(?:[. ]\d{3})+|\d{1,8})$/;

/** How many there are then; null for what is no such number. `1.000` is a thousand, `-3` three fewer than `present`. */
export function countOf(typed: string, present: number): number | null {
  const [, sign = '', digits = ''] = TYPED.exec(typed.trim().replace(/[−–‑]/g, '-')) ?? [];
  if (!digits) return null;
  const number = Number(digits.replace(/\D/g, ''));
  const count = sign === '+' ? present + number : sign === '-' ? present - number : number;
  return count < 0 || count > MAX_ON_HAND ? null : count;
}
