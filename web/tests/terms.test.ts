import { describe, expect, test } from 'vitest';
import type { ShopOffer } from '@/api/sellerTypes';
import {
  discounted,
  rowBack,
  rowOf,
  saleState,
  termsOf,
  unscheduled,
  wrongTerms,
} from '@/features/catalog/editor/terms';
import { instantOf, wallClock } from '@/lib/time';

const ZONE = 'Asia/Jayapura';
const offer = {
  id: 'o',
  version: 3,
  price: 10_000,
  sale_price: 8_000,
  sale_starts_at: '2026-11-21T00:00:00Z',
  sale_ends_at: null,
  min_quantity: 1,
  max_quantity: null,
} as ShopOffer;

test('a moment is what the clocks of the place show, there and back', () => {
  expect(wallClock('2026-11-21T20:30:00Z', ZONE)).toBe('2026-11-22T05:30');
  expect(instantOf('2026-11-22T05:30', ZONE)).toBe('2026-11-21T20:30:00.000Z');
  expect(instantOf('', ZONE)).toBeNull();
});

describe('a scheduled price', () => {
  const terms = termsOf(offer, ZONE);
  const now = new Date('2026-11-20T00:00:00Z');
  const wrong = (changes: object) => wrongTerms({ ...terms, ...changes }, offer.price, ZONE, now);

  test('comes back as it was', () => {
    expect(terms).toEqual({ salePrice: 8_000, starts: '2026-11-21T09:00', ends: '', least: 1, most: null });
    expect(rowOf(offer, terms, ZONE)).toEqual({
      ...rowBack(offer, 3),
      sale_starts_at: '2026-11-21T00:00:00.000Z',
    });
  });

  test('what contradicts itself', () => {
    expect(wrong({})).toBeNull();
    expect(wrong({ salePrice: 10_000 })).toBe('wrongSale');
    expect(wrong({ salePrice: null })).toBe('wrongNoSale');
    expect(wrong({ salePrice: null, starts: '' })).toBeNull();
    expect(wrong({ ends: '2026-11-21T09:00' })).toBe('wrongEnds');
    expect(wrong({ starts: '', ends: '2026-11-20T08:59' })).toBe('wrongOver');
    expect(wrong({ least: 3, most: 2 })).toBe('wrongMost');
  });

  test('is planned, then holds, then is over', () => {
    const ends = { ...offer, sale_ends_at: '2026-11-22T00:00:00Z' };
    const at = (day: number) => saleState(ends, Date.UTC(2026, 10, day, 12));
    expect([20, 21, 22].map(at)).toEqual(['planned', 'live', 'over']);
    expect(saleState({ ...offer, sale_price: null }, 0)).toBe('none');
  });
});

test('the same discount for many, where it makes them cheaper, and away again', () => {
  const cheap = { ...offer, id: 'c', price: 500, sale_price: null };
  const rows = discounted([offer, cheap], 25, 500, { starts: '', ends: '2026-12-01T00:00' }, ZONE);
  expect(rows.map(({ id, sale_price }) => [id, sale_price])).toEqual([['o', 7_500]]);
  expect(rows[0]?.sale_ends_at).toBe('2026-11-30T15:00:00.000Z');
  expect(unscheduled([offer, cheap], ZONE).map(({ id, sale_price }) => [id, sale_price])).toEqual([
    ['o', null],
  ]);
});
