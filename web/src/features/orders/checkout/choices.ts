/** What the buyer chooses at checkout, and the request that says it. */
import type { Bank, CheckoutRequest, Delivery, Method, Quote } from '@/api/purchaseTypes';
import type { Cart } from '@/api/types';
import { readStored, writeStored } from '@/lib/stored';

export interface Choices {
  /** By shop. */
  delivery: Record<string, Delivery>;
  /** By shop; empty for none. */
  notes: Record<string, string>;
  address: string | undefined;
  way: { method: Method; bank?: Bank } | null;
}

export const NO_CHOICES: Choices = { delivery: {}, notes: {}, address: undefined, way: null };

/** Each buyer's own: a phone may be shared. */
const nameOf = (buyer: string) => `checkout_choices.${buyer}`;

/** How this buyer paid the last time, and how they received from each shop: most people do it the same way again. */
export function rememberedChoices(buyer: string): Choices {
  try {
    const kept = JSON.parse(readStored(nameOf(buyer)) ?? '{}') as Partial<Choices>;
    return { ...NO_CHOICES, delivery: kept.delivery ?? {}, way: kept.way ?? null };
  } catch {
    return NO_CHOICES;
  }
}

export function rememberChoices(buyer: string, { delivery, way }: Choices): void {
  const before = rememberedChoices(buyer).delivery;
  writeStored(nameOf(buyer), JSON.stringify({ way, delivery: { ...before, ...delivery } }));
}

/** What is known of a shop when the buyer has not chosen yet. */
interface Place {
  id: string;
  kind: string;
  delivers: boolean;
}

/** Goods from a store are mostly sent, food and things from the campus mostly fetched. */
export function firstDelivery({ kind, delivers }: Place): Delivery {
  return delivers && kind === 'store' ? 'delivery' : 'pickup';
}

export function deliveryOf(choices: Choices, place: Place): Delivery {
  if (!place.delivers) return 'pickup';
  return choices.delivery[place.id] ?? firstDelivery(place);
}

/** What a quote depends on: neither how it is paid nor where it goes. */
export function quoteRequest(cart: Cart, places: Place[], choices: Choices): CheckoutRequest {
  return {
    cart_id: cart.id,
    payment_method: 'wallet',
    delivery_option: 'pickup',
    shops: places.map((place) => ({ shop_id: place.id, delivery_option: deliveryOf(choices, place) })),
  };
}

/** What is sent when the buyer orders; `way` must have been chosen. */
export function orderRequest(
  cart: Cart,
  places: Place[],
  choices: Choices & { way: NonNullable<Choices['way']> },
  quote: Quote,
): CheckoutRequest {
  const delivered = places.some((place) => deliveryOf(choices, place) === 'delivery');
  return {
    cart_id: cart.id,
    payment_method: choices.way.method,
    ...(choices.way.bank && { bank: choices.way.bank }),
    delivery_option: 'pickup',
    shops: places.map((place) => {
      const note = choices.notes[place.id]?.trim();
      return { shop_id: place.id, delivery_option: deliveryOf(choices, place), ...(note && { note }) };
    }),
    ...(delivered && choices.address && { address_id: choices.address }),
    expected_total: quote.total,
  };
}

/** The same for the same goods at the same prices: what a quote of this cart may be remembered by. */
export function fingerprint(cart: Cart): string {
  const items = cart.shops.flatMap((group) => group.items);
  return items.map(({ id, quantity, unit_price }) => `${id}*${quantity}*${unit_price}`).join(' ');
}
