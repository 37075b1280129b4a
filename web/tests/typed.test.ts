import { describe, expect, test } from 'vitest';
import { blankDraft, wrongIn } from '@/features/catalog/editor/draft';
import { blankVariant, sameOptions } from '@/features/catalog/editor/matrix';
import { countOf } from '@/features/inventory/counting';
import { alike } from '@/lib/alike';

describe('what is typed into a cell of stock', () => {
  test.each([
    ['12', 12],
    [' 0 ', 0],
    ['-3', 7],
    ['−3', 7],
    ['+5', 15],
    ['1.000', 1000],
    ['1 000', 1000],
    ['-11', null],
    ['3-', null],
    ['--3', null],
    ['2,5', null],
    ['2.5', null],
    ['dua', null],
    ['', null],
    ['99999999', null],
  ])('%s of ten', (typed, count) => {
    expect(countOf(typed, 10)).toBe(count);
  });
});

describe('what nobody can tell apart', () => {
  test.each([
    ['M', ' m'],
    ['M', 'M\u200b'],
    ['M', 'Ｍ'],
    ['é', 'e\u0301'],
    ['ẞ', 'SS'],
  ])('%s and %s', (one, other) => {
    expect(alike(one)).toBe(alike(other));
    expect(sameOptions({ Ukuran: one }, { 'ukuran ': other })).toBe(true);
  });

  test('sizes that differ stay apart', () => {
    expect(alike('M')).not.toBe(alike('L'));
  });

  test('SKUs that differ by their case are said to be one', () => {
    const variants = ['abc-1', 'ABC-1'].map((sku) => ({ ...blankVariant({ a: sku }), sku, price: 1000 }));
    const axes = [{ key: 'a', name: 'Ukuran', values: ['abc-1', 'ABC-1'] }];
    expect(wrongIn({ ...blankDraft('goods'), name: 'Kaos', axes, variants })?.what).toBe('wrongSameSku');
  });
});
