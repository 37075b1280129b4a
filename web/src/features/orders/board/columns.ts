/** How a seller's board is laid out, as plain values. */
import type { BoardOrder, PartStatus } from '@/api/sellerTypes';

export const COLUMNS = ['new', 'processing', 'ready', 'done'] as const;
export type Column = (typeof COLUMNS)[number];

/** What still needs hands: these are all loaded. An order that nobody has paid yet is nobody's work. */
export const OPEN: readonly PartStatus[] = [
  'pending',
  'paid',
  'processing',
  'packed',
  'ready_for_pickup',
  'shipped',
];
export const DONE: readonly PartStatus[] = ['delivered', 'completed', 'cancelled', 'rejected', 'refunded'];

const COLUMN_OF: Record<PartStatus, Column> = {
  pending: 'new',
  paid: 'new',
  processing: 'processing',
  packed: 'processing',
  ready_for_pickup: 'ready',
  shipped: 'ready',
  delivered: 'done',
  completed: 'done',
  cancelled: 'done',
  rejected: 'done',
  refunded: 'done',
};

/** Waits for its payment: shown to nobody before the money is there, except cash, which the seller accepts. */
function isUnpaid({ status, payment_method }: BoardOrder): boolean {
  return status === 'pending' && payment_method !== 'cash';
}

/** What to do first stands first: the oldest while there is work, the latest among what is done. */
export function arranged(orders: BoardOrder[]): Record<Column, BoardOrder[]> {
  const board: Record<Column, BoardOrder[]> = { new: [], processing: [], ready: [], done: [] };
  const unique = new Map(orders.map((order) => [order.id, order]));
  for (const order of unique.values()) {
    if (!isUnpaid(order)) board[COLUMN_OF[order.status]].push(order);
  }
  for (const column of COLUMNS) {
    const sign = column === 'done' ? -1 : 1;
    board[column].sort((a, b) => sign * since(a).localeCompare(since(b)));
  }
  return board;
}

/** Since when it has been the shop's: from its payment on, or from when it was placed for cash. */
export function since(order: BoardOrder): string {
  return order.paid_at ?? order.placed_at;
}

/** A plate is not packed and then ready, it is ready; one thing that is packed makes the whole order packed. */
export function isCooked({ lines }: Pick<BoardOrder, 'lines'>): boolean {
  return lines.every(({ kind }) => kind === 'food');
}

/** The one next step on the way to the buyer; completing follows by itself once it is handed over. */
export function nextStep(order: BoardOrder): PartStatus | undefined {
  const { allowed, status } = order;
  if (status === 'delivered') return undefined;
  const next = allowed.filter((step) => step !== 'rejected' && step !== 'cancelled' && step !== 'refunded');
  const ready = next.find((step) => step === 'ready_for_pickup' || step === 'shipped');
  return (isCooked(order) && ready) || next[0];
}

export function mayReject({ allowed }: BoardOrder): boolean {
  return allowed.includes('rejected');
}

/** Whole minutes since an instant. */
export function minutesSince(at: string, now: number): number {
  return Math.max(0, Math.floor((now - new Date(at).getTime()) / 60_000));
}
