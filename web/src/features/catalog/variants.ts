/** Choosing among variants: pure rules, so that every odd combination can be tested. */
import type { Offer, Variant } from '@/api/catalogTypes';

export type Choice = Record<string, string>;

/** Option names with their values, in the order the variants first show them. */
export function axesOf(variants: Variant[]): [name: string, values: string[]][] {
  const axes = new Map<string, Set<string>>();
  for (const { options } of variants) {
    for (const [name, value] of Object.entries(options)) {
      const values = axes.get(name) ?? new Set();
      axes.set(name, values.add(value));
    }
  }
  return [...axes].map(([name, values]) => [name, [...values]]);
}

export function inStock(variant: Variant): boolean {
  return variant.offers.some((offer) => offer.available > 0);
}

/** Buyable first, then cheapest; a sold-out bargain is nobody's best offer. */
export function ranked(offers: Offer[]): Offer[] {
  const soldOut = (offer: Offer) => (offer.available > 0 ? 0 : 1);
  return [...offers].sort((a, b) => soldOut(a) - soldOut(b) || a.price - b.price);
}

/** What is chosen for somebody who has not chosen yet: the cheapest that can be bought. */
export function firstChoice(variants: Variant[]): Variant | undefined {
  const price = (variant: Variant) => ranked(variant.offers)[0]?.price ?? Number.POSITIVE_INFINITY;
  const rank = (variant: Variant) => (inStock(variant) ? 0 : 1);
  return [...variants].sort((a, b) => rank(a) - rank(b) || price(a) - price(b))[0];
}

/** The variant after changing one option: the rest is kept where such a variant exists, else the nearest. */
export function changed(variants: Variant[], from: Choice, name: string, value: string): Variant | undefined {
  const having = variants.filter((variant) => variant.options[name] === value);
  const kept = (variant: Variant) =>
    Object.entries(from).filter(([other, chosen]) => other !== name && variant.options[other] === chosen)
      .length;
  return [...having].sort((a, b) => kept(b) - kept(a) || Number(inStock(b)) - Number(inStock(a)))[0];
}
