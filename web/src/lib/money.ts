/** Money is an integer number of rupiah everywhere; only people see dots. */

/** `133000` → `Rp133.000`, the same in both languages, because that is how prices are written here. */
export function rupiah(amount: number): string {
  const digits = Math.abs(amount)
    .toFixed(0)
    .replace(/\B(?=(\d{3})+$)/g, '.');
  return `${amount < 0 ? '−' : ''}Rp${digits}`;
}

/** How much is taken off, in whole per cent rounded down so that a discount is never overstated; 0 = none. */
export function discountPercent(price: number, compareAt: number | null | undefined): number {
  if (!compareAt || compareAt <= price) return 0;
  return Math.floor(((compareAt - price) * 100) / compareAt);
}
