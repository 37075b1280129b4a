/** A cart as plain values: what it becomes when a line changes, and what keeps it from being bought. */
import type { Cart, CartItem } from '@/api/types';

/** Pieces, not lines: what the badge on the bag says. */
export function piecesIn(cart: Cart | undefined): number {
  const items = cart?.shops.flatMap((shop) => shop.items) ?? [];
  return items.reduce((sum, item) => sum + item.quantity, 0);
}

/** The cart with that line changed and every sum right again; shown until the server's own answer comes. */
export function withLine(cart: Cart, id: string, change: (item: CartItem) => CartItem | null): Cart {
  const shops = cart.shops
    .map((group) => {
      const items = group.items.flatMap((item) => (item.id === id ? (change(item) ?? []) : item));
      return { ...group, items, subtotal: items.reduce((sum, item) => sum + item.subtotal, 0) };
    })
    .filter((group) => group.items.length > 0);
  const changed = { ...cart, shops, total: shops.reduce((sum, group) => sum + group.subtotal, 0) };
  return { ...changed, count: piecesIn(changed) };
}

export function withQuantity(item: CartItem, quantity: number): CartItem {
  return { ...item, quantity, subtotal: item.unit_price * quantity };
}

/** What to do about a line that cannot be bought as it is: take it out (0) or so many; null: nothing. */
export function remedy(item: CartItem): number | null {
  for (const { code, left, limit } of item.notices) {
    if (code === 'gone' || code === 'sold_out') return 0;
    if (code === 'only_n_left') return left && left >= item.min_quantity ? left : 0;
    if (code === 'at_most' || code === 'at_least') return limit && limit <= item.available ? limit : 0;
  }
  return null;
}

export function troubled(cart: Cart): CartItem[] {
  return cart.shops.flatMap((group) => group.items).filter((item) => remedy(item) !== null);
}

/** The most one can ask for: never less than what is asked for already, so that it can be taken back step by step. */
export function mostOf(item: CartItem): number {
  return Math.max(item.quantity, Math.min(item.available, item.max_quantity ?? item.available));
}
