import { describe, expect, test } from 'vitest';
import type { BoardOrder, OwnProduct, PartStatus, RowResult, ShopOffer } from '@/api/sellerTypes';
import { copyOf } from '@/features/catalog/editor/copy';
import { doubtsIn, newDoubts } from '@/features/catalog/editor/doubts';
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
import { rowsBack, rowsToSwitch, saleOf } from '@/features/catalog/editor/sale';
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

describe('on and off sale', () => {
  const offer = (id: string, active: boolean, version = 1) => ({ id, active, version }) as ShopOffer;

  test('one switch moves all that is not there yet, and taken back each is as it was', () => {
    const rows = rowsToSwitch([offer('a', true), offer('b', false, 4)], false);
    expect(rows).toEqual([{ id: 'a', version: 1, active: false }]);
    const results = [
      { ok: true, offer: offer('a', false, 2) },
      { ok: false, code: 'stale_version' },
    ] as RowResult[];
    expect(rowsBack(results)).toEqual([{ id: 'a', version: 2, active: true }]);
  });

  test('what has no price cannot be sold', () => {
    const sale = (active_count: number, offer_count: number) =>
      saleOf({ active_count, offer_count } as OwnProduct);
    expect([sale(0, 0), sale(0, 2), sale(1, 2), sale(2, 2)]).toEqual(['unpriced', 'none', 'some', 'all']);
  });

  test('a copy says the same and has nothing that belongs to the old one', () => {
    const old = {
      ...blankVariant({ a: 'S' }),
      id: 'v',
      sku: 'KAOS-S',
      barcode: '899',
      price: 5000,
      stock: 3,
      available: 7,
      offer: offer('o', false),
      active: false,
    };
    const made = copyOf({ ...blankDraft('goods'), axes: [size], variants: [old] }, 'x'.repeat(200));
    expect(made.name).toHaveLength(120);
    expect(made.variants[0]).toMatchObject({
      choice: { a: 'S' },
      price: 5000,
      sku: '',
      barcode: '',
      stock: null,
    });
    expect(made.variants[0]).toMatchObject({ active: true });
    for (const own of ['id', 'offer', 'available']) expect(made.variants[0]).not.toHaveProperty(own);
  });

  test('what was forgotten or mistyped is asked about once', () => {
    const priced = (price: number | null, more = {}) => ({ ...blankVariant(), price, stock: 5, ...more });
    const draft = (...variants: ReturnType<typeof priced>[]) => ({
      ...blankDraft('goods'),
      category: 'c',
      variants,
    });
    const asked = (...variants: ReturnType<typeof priced>[]) =>
      doubtsIn(draft(...variants), 1).map(({ what }) => what);
    expect(asked(priced(5000), priced(49_000))).toEqual([]);
    expect(asked(priced(5000), priced(50_000))).toEqual(['farApart']);
    expect(asked(priced(499))).toEqual(['cheap']);
    expect(asked(priced(5000), priced(null))).toEqual(['unpriced']);
    expect(asked(priced(5000, { stock: null }))).toEqual(['noStock']);
    expect(asked(priced(5000, { id: 'v', stock: null }))).toEqual([]);
    const sold = { ...offer('o', true), price: 10_000 };
    expect(asked(priced(2000, { offer: sold }), priced(2001, { offer: sold }))).toEqual(['jump']);
    const bare = { ...draft(priced(5000)), category: null };
    expect(doubtsIn(bare, 0).map(({ what }) => what)).toEqual(['noPicture', 'noCategory']);
    expect(newDoubts(doubtsIn(bare, 0), doubtsIn(bare, 1))).toEqual([{ what: 'noPicture' }]);
  });
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
      lines: [],
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
    const begun = (step: PartStatus, ...kinds: (string | null)[]) =>
      order('a', {
        status: 'processing',
        allowed: ['packed', step, 'rejected'],
        lines: kinds.map((kind) => ({ kind })) as BoardOrder['lines'],
      });
    expect(nextStep(begun('ready_for_pickup', 'food'))).toBe('ready_for_pickup');
    expect(nextStep(begun('shipped', 'food', 'food'))).toBe('shipped');
    expect(nextStep(begun('shipped', 'food', 'goods'))).toBe('packed');
    expect(nextStep(begun('shipped', null))).toBe('packed');
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
