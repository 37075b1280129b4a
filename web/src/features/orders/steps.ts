/** What the states of an order mean to its buyer, as plain values. */
import type {
  Order,
  OrderFilter,
  OrderStatus,
  OrderStep,
  ShopOrder,
  ShopOrderStatus,
} from '@/api/purchaseTypes';

export const ORDER_TABS = [
  'pending_payment',
  'in_progress',
  'finished',
  'cancelled',
  'expired',
  'refunded',
] as const satisfies readonly OrderFilter[];

const LONGEST_Q = 80;

export interface OrderSearch {
  status?: OrderFilter;
  /** Part of a number, of a shop's name, or of what was bought. */
  q?: string;
  page?: number;
}

/** What may stand in the address of the list; anything else is ignored. */
export function readOrderSearch(raw: Record<string, unknown>): OrderSearch {
  const status = ORDER_TABS.find((tab) => tab === raw.status);
  const page = Number(raw.page);
  const q = (typeof raw.q === 'string' || typeof raw.q === 'number' ? String(raw.q) : '')
    .trim()
    .slice(0, LONGEST_Q);
  return { ...(status && { status }), ...(q && { q }), ...(Number.isInteger(page) && page > 1 && { page }) };
}

type Line = ShopOrder['lines'][number];

const FAILED: ReadonlySet<ShopOrderStatus> = new Set(['cancelled', 'rejected', 'refunded']);
const ENDED: ReadonlySet<ShopOrderStatus> = new Set(['completed', ...FAILED]);

/** The way a shop order goes when nothing goes wrong. */
function path(order: Pick<ShopOrder, 'delivery_option'>, cash: boolean): ShopOrderStatus[] {
  const handOver = order.delivery_option === 'pickup' ? 'ready_for_pickup' : 'shipped';
  const start: ShopOrderStatus[] = cash ? ['pending'] : ['pending', 'paid'];
  return [...start, 'processing', 'packed', handOver, 'completed'];
}

/** What is still to come, nearest first; nothing once it has ended. */
export function stepsToCome(order: ShopOrder, cash: boolean): ShopOrderStatus[] {
  if (ENDED.has(order.status)) return [];
  if (order.status === 'delivered') return ['completed'];
  const whole = path(order, cash);
  return whole.slice(whole.indexOf(order.status) + 1);
}

/** The history without steps that follow by themselves and say nothing: received and completed in one go. */
export function stepsTaken(history: OrderStep[]): OrderStep[] {
  return history.filter((step, index) => {
    const next = history[index + 1];
    return !(step.status === 'delivered' && next?.status === 'completed');
  });
}

/** Unpaid, and can still be paid here: not in cash at the shop, nor while a person looks at what has come. */
export function isPayable(order: Order): boolean {
  const reviewed = order.payment?.status === 'authorized';
  return order.status === 'pending_payment' && order.payment_method !== 'cash' && !reviewed;
}

/** The parts that no shop has begun: the buyer may still cancel these. */
export function cancellable(order: Order): ShopOrder[] {
  return order.shop_orders.filter(({ status }) => status === 'pending' || status === 'paid');
}

export interface Kept {
  /** The order that has kept it longest. */
  order: string;
  quantity: number;
}

/** What these orders, the latest first, keep of an offer until another takes their place: no shop has begun them. */
export function keptOf(orders: Order[], offer: string): Kept | null {
  const waiting = orders.filter(
    ({ status, shop_orders }) =>
      status === 'pending_payment' && shop_orders.every((part) => part.status === 'pending'),
  );
  const found = waiting.flatMap(({ id, shop_orders }) =>
    shop_orders
      .flatMap(({ lines }) => lines)
      .filter(({ offer_id }) => offer_id === offer)
      .map(({ quantity }) => ({ id, quantity })),
  );
  const oldest = found.at(-1);
  return oldest
    ? { order: oldest.id, quantity: found.reduce((sum, { quantity }) => sum + quantity, 0) }
    : null;
}

/** Every product bought in these orders, once, the latest first; what came to nothing was not bought. */
export function boughtIn(orders: Order[]): Line[] {
  const parts = orders.flatMap((order) => order.shop_orders).filter(({ status }) => !FAILED.has(status));
  const lines = parts.flatMap((part) => part.lines);
  const seen = new Set<string>();
  return lines.filter(({ product_id: id }) => !seen.has(id) && seen.add(id));
}

/** What its buyer should know first when its parts have come to different points. */
const FOREMOST: readonly ShopOrderStatus[] = [
  'ready_for_pickup',
  'shipped',
  'delivered',
  'packed',
  'processing',
  'paid',
  'pending',
];

/** One word for the whole order: while shops are at work on it, how far they have come. */
export function standing(order: Order): OrderStatus | ShopOrderStatus {
  const atWork = order.status === 'paid' || isCashDue(order);
  const reached = FOREMOST.find((step) => order.shop_orders.some(({ status }) => status === step));
  return (atWork && reached) || order.status;
}

/** Nobody has begun it, and whoever reads it may do no more about its money. */
export function waitsForShop(
  status: OrderStatus | ShopOrderStatus,
  method: Order['payment_method'],
): boolean {
  return status === 'paid' || (status === 'pending' && method === 'cash');
}

/** Paid at the shop: not late with anything. */
export function isCashDue(order: Order): boolean {
  return order.status === 'pending_payment' && order.payment_method === 'cash';
}

/** What is still to be paid at the shops: not where it was handed over, nor where nothing will be. */
export function cashDue(order: Order): number {
  const open = order.shop_orders.filter(({ status }) => status !== 'delivered' && !ENDED.has(status));
  return open.reduce((sum, { total }) => sum + total, 0);
}

export function isEnded({ status }: ShopOrder): boolean {
  return ENDED.has(status);
}

/** Something of it may still change by itself: it is to be paid, or a shop is at work on it. */
export function isUnderWay({ status, shop_orders }: Order): boolean {
  return status === 'pending_payment' || shop_orders.some((part) => !isEnded(part));
}

/** On its way or ready, so that the buyer may say that it has come. */
export function isReceivable({ status }: ShopOrder): boolean {
  return status === 'ready_for_pickup' || status === 'shipped';
}

/** Paid when it is handed over: then the shop says so, which has the money. */
export function isPaidOnHandOver(order: Order): boolean {
  return order.payment_method === 'cash' && order.paid_at === null;
}

/** What its buyer has to do something about stands first, what is over last; else as it was ordered. */
export function inHandFirst(parts: ShopOrder[]): ShopOrder[] {
  const rank = (part: ShopOrder) => (isReceivable(part) ? 0 : isEnded(part) ? 2 : 1);
  return parts.toSorted((a, b) => rank(a) - rank(b));
}
