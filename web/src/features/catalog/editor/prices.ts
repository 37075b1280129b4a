/** Changing many prices: what is typed, what has changed, and what is sent. Pure. */
import type { OfferRow, ShopOffer } from '@/api/sellerTypes';

export interface PriceDraft {
  price: number | null;
  compareAt: number | null;
  active: boolean;
}
/** By the offer's id; only those that were touched. */
export type PriceDrafts = Record<string, PriceDraft>;

export const ROUNDINGS = [1, 100, 500, 1000] as const;

export function draftOf(offer: ShopOffer, drafts: PriceDrafts): PriceDraft {
  const { price, compare_at_price, active } = offer;
  return drafts[offer.id] ?? { price, compareAt: compare_at_price, active };
}

export function hasChanged(offer: ShopOffer, drafts: PriceDrafts): boolean {
  const { price, compareAt, active } = draftOf(offer, drafts);
  return price !== offer.price || compareAt !== offer.compare_at_price || active !== offer.active;
}

/** By so many per cent, rounded to what people pay, and never below one unit of it. */
export function raised(price: number, percent: number, rounding: number): number {
  const exact = (price * (100 + percent)) / 100;
  return Math.max(rounding, Math.round(exact / rounding) * rounding);
}

export function allRaised(
  offers: ShopOffer[],
  drafts: PriceDrafts,
  percent: number,
  rounding: number,
): PriceDrafts {
  const changes = offers.map((offer) => {
    const draft = draftOf(offer, drafts);
    const price = raised(offer.price, percent, rounding);
    // A price before that is no longer higher says nothing any more.
    const compareAt = draft.compareAt !== null && draft.compareAt > price ? draft.compareAt : null;
    return [offer.id, { ...draft, price, compareAt }] as const;
  });
  return { ...drafts, ...Object.fromEntries(changes) };
}

/** What is sent: changed rows that have a price, on top of the version that was seen. */
export function rowsToSend(offers: ShopOffer[], drafts: PriceDrafts): OfferRow[] {
  return offers.flatMap((offer) => {
    const { price, compareAt, active } = draftOf(offer, drafts);
    if (price === null || !hasChanged(offer, drafts)) return [];
    return [{ id: offer.id, version: offer.version, price, compare_at_price: compareAt, active }];
  });
}
