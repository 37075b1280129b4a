import { expect, test } from 'vitest';
import { discountPercent, rupiah } from '@/lib/money';

test('rupiah are written with dots and without cents', () => {
  expect(rupiah(0)).toBe('Rp0');
  expect(rupiah(999)).toBe('Rp999');
  expect(rupiah(133000)).toBe('Rp133.000');
  expect(rupiah(1234567890)).toBe('Rp1.234.567.890');
  expect(rupiah(-15000)).toBe('−Rp15.000');
});

test('a discount is never overstated and never negative', () => {
  expect(discountPercent(75000, 100000)).toBe(25);
  expect(discountPercent(66700, 100000)).toBe(33);
  expect(discountPercent(100000, 100000)).toBe(0);
  expect(discountPercent(120000, 100000)).toBe(0);
  expect(discountPercent(100000, null)).toBe(0);
});
