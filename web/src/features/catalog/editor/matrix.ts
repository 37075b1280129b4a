/** Options and the variants they make: pure rules, so that every odd change can be tested. */
import type { ShopOffer } from '@/api/sellerTypes';
import { alike } from '@/lib/alike';

/** One option with its values, such as Ukuran: S, M, L. Known by `key`, so that it can be renamed. */
export interface Axis {
  key: string;
  name: string;
  values: string[];
}
/** Axis key → value. */
export type Choice = Record<string, string>;

export interface VariantDraft {
  key: string;
  /** Of a variant that is there already. */
  id?: string;
  choice: Choice;
  sku: string;
  barcode: string;
  weight: number | null;
  price: number | null;
  compareAt: number | null;
  /** How many to begin with; only for variants that are not there yet. */
  stock: number | null;
  active: boolean;
  /** What the shop offers it at now. */
  offer?: ShopOffer;
  /** How many can be bought right now. */
  available?: number;
}

export const MAX_VARIANTS = 100;
export const MAX_AXES = 5;

export function blankVariant(choice: Choice = {}): VariantDraft {
  return {
    key: crypto.getRandomValues(new Uint32Array(2)).join('-'),
    choice,
    sku: '',
    barcode: '',
    weight: null,
    price: null,
    compareAt: null,
    stock: null,
    active: true,
  };
}

/** Every combination of the options' values; one empty one where there are no options. */
export function combinations(axes: Axis[]): Choice[] {
  const filled = axes.filter(({ values }) => values.length > 0);
  return filled.reduce<Choice[]>(
    (made, { key, values }) => made.flatMap((choice) => values.map((value) => ({ ...choice, [key]: value }))),
    [{}],
  );
}

/** Whether the two agree wherever both say something. */
function agree(a: Choice, b: Choice): boolean {
  return Object.entries(a).every(([key, value]) => b[key] === undefined || b[key] === value);
}

function same(a: Choice, b: Choice): boolean {
  return Object.keys(a).length === Object.keys(b).length && agree(a, b);
}

/**
 * The variants after the options changed. What was there keeps its place; where an option was added or taken
 * away, a variant goes on as the first that agrees with it, and the others begin with its price and weight.
 */
export function regenerated(axes: Axis[], present: VariantDraft[]): VariantDraft[] {
  const wanted = combinations(axes).slice(0, MAX_VARIANTS);
  const left = new Set(present.filter((draft) => !wanted.some((choice) => same(choice, draft.choice))));
  return wanted.map((choice) => {
    const kept = present.find((draft) => same(draft.choice, choice));
    if (kept) return kept;
    const heir = [...left].find((draft) => agree(draft.choice, choice));
    if (heir) {
      left.delete(heir);
      return { ...heir, choice };
    }
    const like = present.find((draft) => agree(draft.choice, choice)) ?? present[0];
    const { price = null, compareAt = null, weight = null } = like ?? {};
    return { ...blankVariant(choice), price, compareAt, weight };
  });
}

/** What the wire calls a choice: the options' names with their values. */
export function optionsOf(axes: Axis[], choice: Choice): Record<string, string> {
  const named = axes.flatMap(({ key, name }) => {
    const value = choice[key];
    return value === undefined ? [] : [[name.trim(), value] as const];
  });
  return Object.fromEntries(named);
}

/** `L, Hitam`; empty for the only variant of a product without options. */
export function choiceName(axes: Axis[], choice: Choice): string {
  return axes.flatMap(({ key }) => choice[key] ?? []).join(', ');
}

/** Two options that say the same thing twice. */
export function sameOptions(a: Record<string, string>, b: Record<string, string>): boolean {
  const plain = (options: Record<string, string>) =>
    Object.fromEntries(Object.entries(options).map(([name, value]) => [alike(name), alike(value)]));
  return same(plain(a), plain(b)); // the server keeps them tidied
}
