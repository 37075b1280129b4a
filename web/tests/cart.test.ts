import { describe, expect, it } from 'vitest';
import type { Cart, CartItem, CartNotice } from '@/api/types';
import { mostOf, piecesIn, remedy, troubled, withLine, withQuantity } from '@/features/cart/lines';

function item(id: string, more: Partial<CartItem> = {}): CartItem {
  return {
    id,
    offer_id: `offer ${id}`,
    product_id: `product ${id}`,
    product_slug: id,
    variant_id: `variant ${id}`,
    name: id,
    kind: 'food',
    options: {},
    image_url: null,
    note: '',
    quantity: 2,
    unit_price: 1_000,
    compare_at_price: null,
    subtotal: 2_000,
    available: 5,
    min_quantity: 1,
    max_quantity: null,
    notice: null,
    notices: [],
    ...more,
  };
}

const told = (...notices: CartNotice[]) => item('a', { notice: notices[0] ?? null, notices });

const cart: Cart = {
  id: 'cart',
  shops: [
    { shop: { id: 's1', name: 'One' }, items: [item('a'), item('b')], subtotal: 4_000 },
    { shop: { id: 's2', name: 'Two' }, items: [item('c')], subtotal: 2_000 },
  ],
  total: 6_000,
  count: 6,
};

describe('a cart that changes', () => {
  it('adds up again when a quantity changes', () => {
    const changed = withLine(cart, 'b', (line) => withQuantity(line, 5));
    expect(changed.shops.map((shop) => shop.subtotal)).toEqual([7_000, 2_000]);
    expect([changed.total, changed.count, piecesIn(changed)]).toEqual([9_000, 9, 9]);
  });

  it('loses a shop with its last line', () => {
    const changed = withLine(cart, 'c', () => null);
    expect(changed.shops.map((group) => group.shop.id)).toEqual(['s1']);
    expect(changed.total).toBe(4_000);
  });

  it('is left as it is by a line it does not have', () => {
    expect(withLine(cart, 'x', () => null)).toEqual(cart);
  });
});

describe('what cannot be bought', () => {
  it('takes out what is gone or sold out, and takes fewer of what runs low', () => {
    expect(remedy(told({ code: 'gone' }))).toBe(0);
    expect(remedy(told({ code: 'sold_out' }))).toBe(0);
    expect(remedy(told({ code: 'only_n_left', left: 1 }))).toBe(1);
    expect(remedy({ ...told({ code: 'only_n_left', left: 1 }), min_quantity: 2 })).toBe(0);
  });

  it('lets a changed price be', () => {
    expect(remedy(told({ code: 'price_changed', old: 1, new: 2 }))).toBeNull();
    expect(troubled(cart)).toEqual([]);
  });

  it('never asks for less than what is asked for already', () => {
    expect(mostOf(item('a', { quantity: 9, available: 3 }))).toBe(9);
    expect(mostOf(item('a', { quantity: 1, available: 30, max_quantity: 4 }))).toBe(4);
  });
});
