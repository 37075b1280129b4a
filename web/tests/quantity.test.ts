import { expect, test } from 'vitest';
import { settled } from '@/ui/quantity';

test('any number may be typed; only one beyond a limit is held, and the limit is named', () => {
  const bounds = { min: 2, max: 14, stock: 14 };
  expect(settled('12', 2, bounds)).toEqual({ value: 12, held: null });
  expect(settled('80', 2, bounds)).toEqual({ value: 14, held: { why: 'stockLeft', limit: 14 } });
  expect(settled('80', 2, { ...bounds, stock: 30 })).toEqual({
    value: 14,
    held: { why: 'atMostCount', limit: 14 },
  });
  expect(settled('1', 5, bounds)).toEqual({ value: 2, held: { why: 'atLeastCount', limit: 2 } });
});

test('an empty field, or a zero, leaves the number as it was', () => {
  expect(settled('', 7, { max: 9 })).toEqual({ value: 7, held: null });
  expect(settled('0', 7, { max: 9 })).toEqual({ value: 7, held: null });
});
