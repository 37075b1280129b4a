/** Reading what people type as the name of their account, and checking forms before they are sent. */
import type { Login } from '@/api/types';

export const SHORTEST_PASSWORD = 8;

const PHONE = /^(\+?62|0|\+?620)8\d{8,11}$/;
/** As the server and browsers have it. */
const EMAIL =
  /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+$/;
const CAMPUS_ID = /^[A-Za-z0-9./-]{3,32}$/;

const digits = (text: string) => text.replace(/[\s().-]/g, '');

/** One box for three kinds of name: an @ makes it an e-mail, 08… or +62 8… a phone, the rest is a campus id. */
export function loginFrom(account: string, password: string): Login {
  const name = account.trim();
  if (name.includes('@')) return { email: name, password };
  if (PHONE.test(digits(name))) return { phone: digits(name), password };
  return { campus_id: name, password };
}

export function isEmail(text: string): boolean {
  return EMAIL.test(text.trim());
}

export function isPhone(text: string): boolean {
  return PHONE.test(digits(text.trim().replace(/^8/, '08')));
}

export function isCampusId(text: string): boolean {
  return CAMPUS_ID.test(text.trim());
}
