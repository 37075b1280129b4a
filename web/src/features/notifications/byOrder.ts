/** Notices of one order stand together, where its newest stands. */
import type { Notice } from '@/api/purchaseTypes';

export type Group = [Notice, ...Notice[]];

/** The newest first, in groups as in each of them. */
export function byOrder(notices: Notice[]): Group[] {
  const groups: Group[] = [];
  const of = new Map<string, Group>();
  for (const notice of notices) {
    const order = notice.subject.order_id;
    const known = order ? of.get(order) : undefined;
    if (known) {
      known.push(notice);
      continue;
    }
    const group: Group = [notice];
    groups.push(group);
    if (order) of.set(order, group);
  }
  return groups;
}
