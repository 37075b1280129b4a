import { beforeEach, describe, expect, it } from 'vitest';
import { Problem } from '@/api/problem';
import type { Quote } from '@/api/purchaseTypes';
import type { Cart } from '@/api/types';
import { answered, isAnswer, newAttempt, unanswered } from '@/features/orders/checkout/attempt';
import {
  type Choices,
  deliveryOf,
  orderRequest,
  quoteRequest,
  rememberChoices,
  rememberedChoices,
} from '@/features/orders/checkout/choices';
import { isShort, shortagesIn } from '@/features/orders/checkout/ShortLine';

const cart = { id: 'cart', shops: [], total: 0, count: 0 } satisfies Cart;
const places = [
  { id: 'canteen', kind: 'canteen', delivers: true },
  { id: 'store', kind: 'store', delivers: true },
  { id: 'stall', kind: 'store', delivers: false },
];
const nothing: Choices = { delivery: {}, notes: {}, address: 'home', way: null };
const quote = { total: 42_000 } as Quote;

beforeEach(() => {
  const kept = new Map<string, string>();
  globalThis.localStorage = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => kept.set(name, value),
    removeItem: (name: string) => kept.delete(name),
  } as unknown as Storage;
});

describe('choices', () => {
  it('begin with pickup on campus, delivery from a store, and pickup where nobody delivers', () => {
    expect(places.map((place) => deliveryOf(nothing, place))).toEqual(['pickup', 'delivery', 'pickup']);
  });

  it('are remembered for each buyer of a shared phone', () => {
    rememberChoices('siti', { ...nothing, way: { method: 'qris' }, delivery: { stall: 'pickup' } });
    rememberChoices('budi', { ...nothing, way: { method: 'cash' } });
    expect(rememberedChoices('siti')).toMatchObject({
      way: { method: 'qris' },
      delivery: { stall: 'pickup' },
    });
    expect(rememberedChoices('budi').way).toEqual({ method: 'cash' });
    expect(rememberedChoices('joko').way).toBeNull();
  });

  it('say everything the server asks for, and no more', () => {
    const way = { method: 'virtual_account', bank: 'bni' } as const;
    const notes = { canteen: '  pedas ', store: ' ' };
    expect(orderRequest(cart, places, { ...nothing, notes, way }, quote)).toEqual({
      cart_id: 'cart',
      payment_method: 'virtual_account',
      bank: 'bni',
      delivery_option: 'pickup',
      shops: [
        { shop_id: 'canteen', delivery_option: 'pickup', note: 'pedas' },
        { shop_id: 'store', delivery_option: 'delivery' },
        { shop_id: 'stall', delivery_option: 'pickup' },
      ],
      address_id: 'home',
      expected_total: 42_000,
    });
  });

  it('send no address when everything is fetched', () => {
    const delivery = { store: 'pickup' } as const;
    const request = orderRequest(cart, places, { ...nothing, delivery, way: { method: 'cash' } }, quote);
    expect(request).not.toHaveProperty('address_id');
  });

  it('ask for the same quote however it is paid and whatever is noted', () => {
    const other: Choices = { ...nothing, notes: { store: 'x' }, way: { method: 'qris' }, address: undefined };
    expect(quoteRequest(cart, places, other)).toEqual(quoteRequest(cart, places, nothing));
  });
});

describe('one attempt to order', () => {
  const request = quoteRequest(cart, places, nothing);

  it('is kept with its key until it is answered', () => {
    const attempt = newAttempt('ani', request);
    expect(unanswered('ani')).toEqual(attempt);
    expect(attempt.key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
    answered();
    expect(unanswered('ani')).toBeNull();
  });

  it('is nobody else’s', () => {
    newAttempt('ani', request);
    expect(unanswered('budi')).toBeNull();
  });

  it('is answered by a refusal, not by silence or by a server in trouble', () => {
    expect(isAnswer(new Problem('out_of_stock', 409, ''))).toBe(true);
    expect(isAnswer(new Problem('offline', 0, ''))).toBe(false);
    expect(isAnswer(new Problem('internal_error', 500, ''))).toBe(false);
    expect(isAnswer(new Problem('unreachable', 503, ''))).toBe(false);
    expect(isAnswer(new Problem('rate_limited', 429, ''))).toBe(false);
    expect(isAnswer(new TypeError('a bug'))).toBe(false);
  });
});

describe('a shortage', () => {
  const refusal = new Problem('out_of_stock', 409, '', {
    lines: [{ offer_id: 'a', wanted: 3, available: 2 }],
  });

  it('is found by offer and is over once no more is asked for than there is', () => {
    const shortage = shortagesIn(refusal).get('a');
    expect(isShort(shortage, 3)).toBe(true);
    expect(isShort(shortage, 2)).toBe(false);
    expect(shortagesIn(new Problem('price_changed', 409, '')).size).toBe(0);
  });
});
