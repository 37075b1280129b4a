/** On and off sale with one switch: what is sent, what came of it, and how to take it back. Pure. */
import type { OfferRow, OwnProduct, RowResult, ShopOffer } from '@/api/sellerTypes';

export const SELLING_STATES = ['on_sale', 'off_sale', 'out_of_stock'] as const;
export type SellingState = (typeof SELLING_STATES)[number];

/** Those that are not yet as they should be, on top of the versions that were seen. */
export function rowsToSwitch(offers: ShopOffer[], active: boolean): OfferRow[] {
  return offers
    .filter((offer) => offer.active !== active)
    .map(({ id, version }) => ({ id, version, active }));
}

/** Back to how they were, and only those that were changed: what was off before stays off. */
export function rowsBack(results: RowResult[]): OfferRow[] {
  return results.flatMap(({ ok, offer }) =>
    ok && offer ? [{ id: offer.id, version: offer.version, active: !offer.active }] : [],
  );
}

/** On: all of it, some of it, or none. Variants that have no price cannot be sold and do not count. */
export function saleOf({ active_count, offer_count }: OwnProduct): 'all' | 'some' | 'none' | 'unpriced' {
  if (offer_count === 0) return 'unpriced';
  if (active_count === 0) return 'none';
  return active_count === offer_count ? 'all' : 'some';
}
