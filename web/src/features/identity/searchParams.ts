/** What may stand in the address of the sign-in pages, read with suspicion: people share addresses. */

/** Where to go after signing in: only a path of this site, never `//elsewhere` or another scheme. */
export function readNext(raw: Record<string, unknown>): { next?: string } {
  const { next } = raw;
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) ? { next } : {};
}
