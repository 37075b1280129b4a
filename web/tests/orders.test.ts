import { describe, expect, it } from 'vitest';
import type { Order, OrderStep, ShopOrder } from '@/api/purchaseTypes';
import {
  boughtIn,
  cancellable,
  inHandFirst,
  isPaidOnHandOver,
  isPayable,
  isUnderWay,
  keptOf,
  readOrderSearch,
  standing,
  stepsTaken,
  stepsToCome,
} from '@/features/orders/steps';

const part = (status: ShopOrder['status'], delivery_option: ShopOrder['delivery_option'] = 'pickup') =>
  ({ id: status, status, delivery_option }) as ShopOrder;

describe('steps to come', () => {
  it('lead to pickup or delivery', () => {
    expect(stepsToCome(part('paid'), false)).toEqual([
      'processing',
      'packed',
      'ready_for_pickup',
      'completed',
    ]);
    expect(stepsToCome(part('packed', 'delivery'), false)).toEqual(['shipped', 'completed']);
  });

  it('leave out paying when it is paid at the shop', () => {
    expect(stepsToCome(part('pending'), true)[0]).toBe('processing');
    expect(stepsToCome(part('pending'), false)[0]).toBe('paid');
  });

  it('are none at the end', () => {
    for (const status of ['completed', 'cancelled', 'rejected', 'refunded'] as const) {
      expect(stepsToCome(part(status), false)).toEqual([]);
    }
    expect(stepsToCome(part('delivered'), false)).toEqual(['completed']);
  });
});

it('received and completed in one go is one step', () => {
  const history = ['pending', 'delivered', 'completed'].map((status) => ({ status }) as OrderStep);
  expect(stepsTaken(history).map((step) => step.status)).toEqual(['pending', 'completed']);
});

it('only what no shop has begun can be cancelled', () => {
  const order = { shop_orders: [part('paid'), part('processing'), part('pending')] } as Order;
  expect(cancellable(order).map(({ status }) => status)).toEqual(['paid', 'pending']);
});

it('a cash order is not paid here', () => {
  expect(isPayable({ status: 'pending_payment', payment_method: 'qris' } as Order)).toBe(true);
  expect(isPayable({ status: 'pending_payment', payment_method: 'cash' } as Order)).toBe(false);
});

it('an order stands where its buyer has something to do, while shops are at work on it', () => {
  const at = (status: Order['status'], ...parts: ShopOrder['status'][]) =>
    standing({ status, payment_method: 'qris', shop_orders: parts.map((one) => part(one)) } as Order);
  expect(at('paid', 'processing', 'ready_for_pickup')).toBe('ready_for_pickup');
  expect(at('paid', 'paid', 'rejected')).toBe('paid');
  expect(at('pending_payment', 'pending')).toBe('pending_payment');
  expect(at('partly_refunded', 'completed', 'rejected')).toBe('partly_refunded');
  const cash = { status: 'pending_payment', payment_method: 'cash', shop_orders: [part('processing')] };
  expect(standing(cash as Order)).toBe('processing');
});

it('what was bought is told once, the latest first, without what came to nothing', () => {
  const bought = (status: ShopOrder['status'], ...products: string[]) =>
    ({ shop_orders: [{ status, lines: products.map((product_id) => ({ product_id })) }] }) as Order;
  const orders = [
    bought('paid', 'tea', 'rice'),
    bought('cancelled', 'pen'),
    bought('completed', 'cap', 'tea'),
  ];
  expect(boughtIn(orders).map((line) => line.product_id)).toEqual(['tea', 'rice', 'cap']);
});

it('an offer is kept by unpaid orders that no shop has begun, the oldest of which is named', () => {
  const order = (id: string, status: Order['status'], parts: ShopOrder['status'][], quantity = 1) =>
    ({
      id,
      status,
      shop_orders: parts.map((one, n) => ({ ...part(one), lines: n ? [] : [{ offer_id: 'tea', quantity }] })),
    }) as unknown as Order;
  const waiting = [
    order('new', 'pending_payment', ['pending'], 2),
    order('old', 'pending_payment', ['pending', 'pending']),
  ];
  expect(keptOf(waiting, 'tea')).toEqual({ order: 'old', quantity: 3 });
  expect(keptOf(waiting, 'rice')).toBeNull();
  expect(keptOf([order('begun', 'pending_payment', ['pending', 'processing'])], 'tea')).toBeNull();
  expect(keptOf([order('cancelled', 'cancelled', ['pending'])], 'tea')).toBeNull();
});

it('addresses are read with suspicion', () => {
  expect(readOrderSearch({ status: 'finished', page: '2' })).toEqual({ status: 'finished', page: 2 });
  expect(readOrderSearch({ status: 'drop table', page: '-1' })).toEqual({});
  expect(readOrderSearch({ page: 'x' })).toEqual({});
});

it('what is paid in cash is completed by the shop', () => {
  const order = (payment_method: Order['payment_method'], paid_at: string | null) =>
    ({ payment_method, paid_at }) as Order;
  expect(isPaidOnHandOver(order('cash', null))).toBe(true);
  expect(isPaidOnHandOver(order('cash', '2026-11-25T03:00:00Z'))).toBe(false);
  expect(isPaidOnHandOver(order('qris', null))).toBe(false);
});

it('shows first what its buyer can fetch, last what is over', () => {
  const parts = [part('completed'), part('paid'), part('ready_for_pickup'), part('shipped')];
  expect(inHandFirst(parts).map(({ status }) => status)).toEqual([
    'ready_for_pickup',
    'shipped',
    'paid',
    'completed',
  ]);
});

it('is under way until every part has come to its end', () => {
  const order = (status: Order['status'], ...parts: ShopOrder[]) => ({ status, shop_orders: parts }) as Order;
  expect(isUnderWay(order('pending_payment', part('pending')))).toBe(true);
  expect(isUnderWay(order('paid', part('completed'), part('processing')))).toBe(true);
  expect(isUnderWay(order('partly_refunded', part('completed'), part('rejected')))).toBe(false);
});
