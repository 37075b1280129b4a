import { describe, expect, test } from 'vitest';
import type { Offer, Variant } from '@/api/catalogTypes';
import { productQueryFrom, readSearchParams } from '@/features/catalog/searchParams';
import { axesOf, changed, firstChoice, ranked } from '@/features/catalog/variants';
import { loginFrom } from '@/features/identity/account';
import { readNext } from '@/features/identity/searchParams';

function offer(id: string, price: number, available: number): Offer {
  const shop = { id: `shop-${id}`, name: id };
  return {
    id,
    shop,
    price,
    available,
    compare_at_price: null,
    min_quantity: 1,
    max_quantity: null,
    sale_ends_at: null,
  };
}

function variant(id: string, options: Record<string, string>, offers: Offer[]): Variant {
  return { id, sku: id, options, offers, barcode: null, weight_g: null };
}

const VARIANTS = [
  variant('128-black', { Memori: '128 GB', Warna: 'Hitam' }, [
    offer('a', 3_000_000, 0),
    offer('b', 3_200_000, 4),
  ]),
  variant('128-blue', { Memori: '128 GB', Warna: 'Biru' }, [offer('c', 3_100_000, 2)]),
  variant('256-black', { Memori: '256 GB', Warna: 'Hitam' }, [offer('d', 2_000_000, 0)]),
];

describe('choosing a variant', () => {
  test('options are listed once, in the order they come', () => {
    expect(axesOf(VARIANTS)).toEqual([
      ['Memori', ['128 GB', '256 GB']],
      ['Warna', ['Hitam', 'Biru']],
    ]);
  });

  test('the first choice is the cheapest that can be bought', () => {
    expect(firstChoice(VARIANTS)?.id).toBe('128-blue');
    expect(firstChoice([])).toBeUndefined();
  });

  test('a sold-out bargain ranks behind what can be bought', () => {
    expect(ranked(VARIANTS[0]?.offers ?? []).map(({ id }) => id)).toEqual(['b', 'a']);
  });

  test('changing one option keeps the others where it can', () => {
    expect(changed(VARIANTS, { Memori: '128 GB', Warna: 'Biru' }, 'Warna', 'Hitam')?.id).toBe('128-black');
    expect(changed(VARIANTS, { Memori: '128 GB', Warna: 'Biru' }, 'Memori', '256 GB')?.id).toBe('256-black');
    expect(changed(VARIANTS, {}, 'Memori', '1 TB')).toBeUndefined();
  });
});

describe('what stands in the address', () => {
  test('nonsense is dropped', () => {
    expect(
      readSearchParams({ q: '  es teh ', min: '-3', max: 'x', kind: 'weapons', sort: 'up', page: 0 }),
    ).toEqual({
      q: 'es teh',
    });
    expect(readSearchParams({ q: 2026, kind: 'food', min: 1000, stock: true, open: true, page: 3 })).toEqual({
      q: '2026',
      kind: 'food',
      min: 1000,
      stock: true,
      open: true,
      page: 3,
    });
  });

  test('is asked in the words of the server', () => {
    expect(productQueryFrom({ min: 0, max: 9000, stock: true, open: true, sort: 'newest' }, 24)).toEqual({
      min_price: 0,
      max_price: 9000,
      in_stock: true,
      open_now: true,
      sort: 'newest',
      size: 24,
    });
  });

  test('nobody is sent elsewhere after signing in', () => {
    expect(readNext({ next: '/cart?x=1' })).toEqual({ next: '/cart?x=1' });
    for (const next of [
      '//evil.example',
      '/\\evil.example',
      'https://evil.example',
      'javascript:alert(1)',
      7,
    ]) {
      expect(readNext({ next })).toEqual({});
    }
  });
});

test('one box takes e-mail, phone and campus id', () => {
  expect(loginFrom(' sari@niaga.test ', 'x')).toEqual({ email: 'sari@niaga.test', password: 'x' });
  expect(loginFrom('0812-3456-7890', 'x')).toEqual({ phone: '081234567890', password: 'x' });
  expect(loginFrom('+62 812 3456 7890', 'x')).toEqual({ phone: '+6281234567890', password: 'x' });
  expect(loginFrom('2110512034', 'x')).toEqual({ campus_id: '2110512034', password: 'x' });
});
