import { describe, expect, test } from 'vitest';
import type { BoardOrder, ShopOffer } from '@/api/sellerTypes';
import { blankDraft, offersToSave, stockToReceive, wrongIn } from '@/features/catalog/editor/draft';
import { moved } from '@/features/catalog/editor/ImageTiles';
import {
  type Axis,
  blankVariant,
  choiceName,
  combinations,
  optionsOf,
  regenerated,
} from '@/features/catalog/editor/matrix';
import { allRaised, raised, rowsToSend } from '@/features/catalog/editor/prices';
import { rowsFrom, specsFrom } from '@/features/catalog/editor/specs';
import { arranged, minutesSince, nextStep } from '@/features/orders/board/columns';
import { copied, daysFrom, hoursFrom, overlaps, readClock, sameHours } from '@/features/shops/editor/week';

const size: Axis = { key: 'a', name: 'Ukuran', values: ['S', 'L'] };
const colour: Axis = { key: 'b', name: 'Warna', values: ['Hitam', 'Putih'] };

describe('variants follow options', () => {
  test('every combination, one where there are no options', () => {
    expect(combinations([])).toEqual([{}]);
    expect(combinations([size, colour])).toHaveLength(4);
    expect(combinations([size, { ...colour, values: [] }])).toEqual([{ a: 'S' }, { a: 'L' }]);
  });

  test('what was there stays itself when values come and go', () => {
    const before = regenerated([size], []).map((draft, at) => ({ ...draft, id: `v${at}`, price: 1000 + at }));
    const grown = regenerated([{ ...size, values: ['S', 'M', 'L'] }], before);
    expect(grown.map(({ id, choice }) => [id, choice.a])).toEqual([
      ['v0', 'S'],
      [undefined, 'M'],
      ['v1', 'L'],
    ]);
    expect(grown[1]?.price).toBe(1000);
    expect(regenerated([{ ...size, values: ['L'] }], grown).map(({ id }) => id)).toEqual(['v1']);
  });

  test('a new option makes the old variant the first of its children, and none of them twice', () => {
    const only = { ...blankVariant(), id: 'v', price: 5000, sku: 'KAOS' };
    const made = regenerated([size], [only]);
    expect(made.map(({ id, sku, price }) => [id, sku, price])).toEqual([
      ['v', 'KAOS', 5000],
      [undefined, '', 5000],
    ]);
    const again = regenerated([size, colour], made);
    expect(again.filter(({ id }) => id === 'v')).toHaveLength(1);
    expect(again.map(({ choice }) => choiceName([size, colour], choice))).toEqual([
      'S, Hitam',
      'S, Putih',
      'L, Hitam',
      'L, Putih',
    ]);
  });

  test('renaming an option changes no variant', () => {
    const [draft] = regenerated([size], []);
    expect(draft && optionsOf([{ ...size, name: ' Size ' }], draft.choice)).toEqual({ Size: 'S' });
  });
});

describe('a product is judged before it is sent', () => {
  const good = { ...blankDraft('goods'), name: 'Kaos', variants: [{ ...blankVariant(), price: 5000 }] };

  test('what is missing or contradicts itself', () => {
    expect(wrongIn(good)).toBeNull();
    expect(wrongIn({ ...good, name: ' K ' })?.what).toBe('wrongName');
    expect(wrongIn({ ...good, axes: [size, { ...colour, name: 'ukuran ' }] })?.what).toBe('wrongAxis');
    const variant = (changes: object) => ({
      ...good,
      variants: [{ ...blankVariant(), price: 5000, ...changes }],
    });
    expect(wrongIn(variant({ price: null }))?.what).toBe('wrongNoPrice');
    expect(wrongIn(variant({ compareAt: 5000 }))?.what).toBe('wrongCompareAt');
    expect(wrongIn(variant({ sku: 'a b' }))?.what).toBe('wrongSku');
    const twice = { ...blankVariant(), price: 5000, sku: 'A' };
    expect(wrongIn({ ...good, variants: [twice, { ...twice, key: 'other' }] })?.what).toBe('wrongSameSku');
  });

  test('only prices that changed are sent, and stock only for variants that are new', () => {
    const offer = { id: 'o', version: 3, price: 5000, compare_at_price: null, active: true } as ShopOffer;
    const kept = { ...blankVariant({ a: 'S' }), id: 'v', price: 5000, offer, stock: 9 };
    const fresh = { ...blankVariant({ a: 'L' }), price: 7000, stock: 4 };
    const draft = { ...good, axes: [size], variants: [kept, fresh] };
    const saved = { variants: [{ id: 'new', options: { Ukuran: 'L' } }] } as never;
    const row = { compare_at_price: null, active: true };
    expect(offersToSave(draft, saved)).toEqual([{ variant_id: 'new', price: 7000, ...row }]);
    const dearer = { ...draft, variants: [{ ...kept, price: 6000 }] };
    expect(offersToSave(dearer, saved)).toEqual([{ id: 'o', version: 3, price: 6000, ...row }]);
    expect(stockToReceive(draft, saved)).toEqual([{ variant_id: 'new', quantity: 4 }]);
  });

  test('specifications keep their kinds there and back', () => {
    const specs = { Bahan: 'katun', Isi: 12, Halal: true, Berat: { value: 1.5, unit: 'kg' } };
    expect(specsFrom(rowsFrom(specs))).toEqual(specs);
  });

  test('pictures move to where they are put', () => {
    const tiles = ['a', 'b', 'c'].map((key) => ({ key }));
    expect(moved(tiles, 'a', 2).map(({ key }) => key)).toEqual(['b', 'c', 'a']);
    expect(moved(tiles, 'c', 0).map(({ key }) => key)).toEqual(['c', 'a', 'b']);
  });
});

test('many prices change by a percentage, to what people pay', () => {
  expect(raised(12_300, 5, 500)).toBe(13_000);
  expect(raised(300, -90, 500)).toBe(500);
  const offer = { id: 'o', version: 1, price: 10_000, compare_at_price: 10_400, active: true } as ShopOffer;
  const drafts = allRaised([offer], {}, 5, 100);
  expect(drafts.o).toEqual({ price: 10_500, compareAt: null, active: true });
  expect(rowsToSend([offer], drafts)).toHaveLength(1);
  expect(rowsToSend([offer], {})).toEqual([]);
});

describe('the board', () => {
  const order = (id: string, changes: Partial<BoardOrder>) =>
    ({
      id,
      status: 'paid',
      payment_method: 'qris',
      placed_at: '2026-11-21T01:00:00Z',
      paid_at: null,
      allowed: [],
      ...changes,
    }) as BoardOrder;

  test('the oldest work first, the latest of what is done, and nothing nobody has paid', () => {
    const board = arranged([
      order('late', { paid_at: '2026-11-21T03:00:00Z' }),
      order('early', { paid_at: '2026-11-21T02:00:00Z' }),
      order('unpaid', { status: 'pending' }),
      order('cash', { status: 'pending', payment_method: 'cash' }),
      order('old', { status: 'completed', paid_at: '2026-11-20T02:00:00Z' }),
      order('gone', { status: 'rejected', paid_at: '2026-11-20T09:00:00Z' }),
      order('moving', { status: 'processing' }),
      order('moving', { status: 'packed' }),
    ]);
    expect(board.new.map(({ id }) => id)).toEqual(['cash', 'early', 'late']);
    expect(board.done.map(({ id }) => id)).toEqual(['gone', 'old']);
    expect(board.processing.map(({ status }) => status)).toEqual(['packed']);
  });

  test('one step at a time, never the one that turns a buyer away', () => {
    expect(nextStep(order('a', { allowed: ['rejected', 'processing'] }))).toBe('processing');
    expect(nextStep(order('a', { allowed: ['rejected'] }))).toBeUndefined();
    expect(nextStep(order('a', { status: 'delivered', allowed: ['completed'] }))).toBeUndefined();
    expect(minutesSince('2026-11-21T01:00:00Z', Date.parse('2026-11-21T01:59:59Z'))).toBe(59);
  });
});

describe('opening hours', () => {
  const week = daysFrom([
    { weekday: 1, opens: '13:00', closes: '15:00' },
    { weekday: 1, opens: '08:00', closes: '12:00' },
    { weekday: 5, opens: '18:00', closes: '02:00' },
  ]);

  test('a week there and back', () => {
    expect(week[0]?.stretches.map(({ opens }) => opens)).toEqual(['08:00', '13:00']);
    expect(sameHours(hoursFrom(week), [...hoursFrom(week)].reverse())).toBe(true);
    expect(copied(week, 1).filter(({ stretches }) => stretches.length === 2)).toHaveLength(2);
  });

  test('stretches may not lie on each other', () => {
    const stretch = (opens: string, closes: string) => ({ opens, closes });
    expect(overlaps([stretch('08:00', '12:00'), stretch('12:00', '15:00')])).toBe(false);
    expect(overlaps([stretch('08:00', '12:30'), stretch('12:00', '15:00')])).toBe(true);
    expect(overlaps([stretch('18:00', '02:00')])).toBe(false);
  });

  test('times are read as people type them', () => {
    expect(['8', '830', '8.30', '08:30', '23.59'].map(readClock)).toEqual([
      '08:00',
      '08:30',
      '08:30',
      '08:30',
      '23:59',
    ]);
    expect(['', '24', '8.7', '12.75', 'pagi'].map(readClock)).toEqual([null, null, null, null, null]);
  });
});
