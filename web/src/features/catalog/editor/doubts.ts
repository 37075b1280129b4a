/** What a seller may have forgotten or mistyped, asked about before it is saved. Nothing here forbids anything. Pure. */
import type { ProductDraft } from '@/features/catalog/editor/draft';
import { choiceName } from '@/features/catalog/editor/matrix';

export type Doubt =
  | { what: 'noPicture' | 'noCategory' | 'noStock' }
  | { what: 'unpriced'; count: number }
  | { what: 'cheap'; price: number }
  | { what: 'farApart'; low: number; high: number }
  | { what: 'jump'; variant: string; from: number; to: number };

/** Below this many rupiah a zero is more likely to be missing. */
const CHEAP = 500;
const FAR_APART = 10;
const JUMP = 5;

export function doubtsIn(draft: ProductDraft, pictures: number): Doubt[] {
  const { axes, category, variants } = draft;
  const found: Doubt[] = [];
  if (pictures === 0) found.push({ what: 'noPicture' });
  if (!category) found.push({ what: 'noCategory' });
  const prices = variants.flatMap(({ price }) => price ?? []);
  const [low, high] = [Math.min(...prices), Math.max(...prices)];
  if (prices.length < variants.length)
    found.push({ what: 'unpriced', count: variants.length - prices.length });
  if (prices.length > 0 && low < CHEAP) found.push({ what: 'cheap', price: low });
  if (prices.length > 0 && high >= low * FAR_APART) found.push({ what: 'farApart', low, high });
  for (const { choice, offer, price: to } of variants) {
    const from = offer?.price;
    if (from === undefined || to === null) continue;
    if (to >= from * JUMP || to * JUMP <= from) {
      found.push({ what: 'jump', variant: choiceName(axes, choice), from, to });
    }
  }
  if (variants.every(({ id, stock }) => !id && !stock)) found.push({ what: 'noStock' });
  return found;
}

/** Those that were not there before: nobody is asked twice about what they have let stand. */
export function newDoubts(now: Doubt[], before: Doubt[]): Doubt[] {
  const known = new Set(before.map((doubt) => JSON.stringify(doubt)));
  return now.filter((doubt) => !known.has(JSON.stringify(doubt)));
}
