/** What becomes of a number that somebody typed. */

export interface Bounds {
  max: number;
  min?: number;
  /** How many there are, where that may be what `max` comes from. */
  stock?: number | undefined;
}

interface Settled {
  value: number;
  /** The limit that kept it from being what was typed; null where it is. */
  held: { why: 'stockLeft' | 'atMostCount' | 'atLeastCount'; limit: number } | null;
}

/** `typed` are digits; none at all, or zero, means that nothing was meant to change. */
export function settled(typed: string, before: number, { min = 1, max, stock }: Bounds): Settled {
  const wanted = Number(typed);
  if (!wanted) return { value: before, held: null };
  if (wanted > max) {
    return { value: max, held: { why: stock === max ? 'stockLeft' : 'atMostCount', limit: max } };
  }
  if (wanted < min) return { value: min, held: { why: 'atLeastCount', limit: min } };
  return { value: wanted, held: null };
}
