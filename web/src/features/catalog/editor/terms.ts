/** A scheduled price and limits per order: from the wire, judged, and back to the wire. Pure. */
import type { OfferRow, ShopOffer } from '@/api/sellerTypes';
import { raised } from '@/features/catalog/editor/prices';
import { instantOf, wallClock } from '@/lib/time';

export interface Terms {
  salePrice: number | null;
  /** As the shop's clocks show it, `2026-11-21T08:30`; empty: at once, and without end. */
  starts: string;
  ends: string;
  least: number;
  most: number | null;
}

export function termsOf(offer: ShopOffer, zone: string): Terms {
  const wall = (at: string | null) => (at ? wallClock(at, zone) : '');
  return {
    salePrice: offer.sale_price,
    starts: wall(offer.sale_starts_at),
    ends: wall(offer.sale_ends_at),
    least: offer.min_quantity,
    most: offer.max_quantity,
  };
}

export type WrongTerms = 'wrongSale' | 'wrongNoSale' | 'wrongEnds' | 'wrongOver' | 'wrongMost';

/** The first thing that keeps these terms from being saved for something of this price. */
export function wrongTerms(terms: Terms, price: number, zone: string, now: Date): WrongTerms | null {
  const { salePrice, starts, ends, least, most } = terms;
  if (salePrice !== null && (salePrice < 1 || salePrice >= price)) return 'wrongSale';
  if (salePrice === null && (starts || ends)) return 'wrongNoSale';
  if (starts && ends && ends <= starts) return 'wrongEnds';
  if (ends && ends <= wallClock(now, zone)) return 'wrongOver';
  if (most !== null && most < least) return 'wrongMost';
  return null;
}

export function rowOf(offer: ShopOffer, terms: Terms, zone: string): OfferRow {
  const instant = (wall: string) => (wall ? instantOf(wall, zone) : null);
  return {
    id: offer.id,
    version: offer.version,
    sale_price: terms.salePrice,
    sale_starts_at: instant(terms.starts),
    sale_ends_at: instant(terms.ends),
    min_quantity: terms.least,
    max_quantity: terms.most,
  };
}

/** Back to how it was, on top of what it has become. */
export function rowBack(before: ShopOffer, version: number): OfferRow {
  const { id, sale_price, sale_starts_at, sale_ends_at, min_quantity, max_quantity } = before;
  return { id, version, sale_price, sale_starts_at, sale_ends_at, min_quantity, max_quantity };
}

/** The same schedule for many: so many per cent less, to what people pay. What would not become cheaper stays. */
export function discounted(
  offers: ShopOffer[],
  percent: number,
  rounding: number,
  when: Pick<Terms, 'starts' | 'ends'>,
  zone: string,
): OfferRow[] {
  return offers.flatMap((offer) => {
    const salePrice = raised(offer.price, -percent, rounding);
    if (salePrice >= offer.price) return [];
    return [rowOf(offer, { ...termsOf(offer, zone), ...when, salePrice }, zone)];
  });
}

/** Every schedule of these taken away. */
export function unscheduled(offers: ShopOffer[], zone: string): OfferRow[] {
  const without = { salePrice: null, starts: '', ends: '' };
  return offers
    .filter(({ sale_price }) => sale_price !== null)
    .map((offer) => rowOf(offer, { ...termsOf(offer, zone), ...without }, zone));
}

export type SaleState = 'none' | 'planned' | 'live' | 'over';

export function saleState(offer: ShopOffer, now: number): SaleState {
  if (offer.sale_price === null) return 'none';
  if (offer.sale_starts_at && Date.parse(offer.sale_starts_at) > now) return 'planned';
  return offer.sale_ends_at && Date.parse(offer.sale_ends_at) <= now ? 'over' : 'live';
}
