/**
 * What was asked of the server before the application had come (`src/early`): the answers, each for the one who asks
 * the same first.
 */
type Asked = Map<string, Promise<Response>>;

declare global {
  var niagaEarly: Asked | undefined;
}

/** An answer this old may be wrong by now: whoever has not asked for it since the page began asks anew. */
const KEPT_MS = 10_000;

export function requestKey(method: string, url: string, body: unknown): string {
  return `${method} ${url} ${typeof body === 'string' ? body : ''}`;
}

/** The answer to exactly this, once; undefined where nobody asked early. */
export function takeEarly(method: string, url: string, body: unknown): Promise<Response> | undefined {
  const key = requestKey(method, url, body);
  const found = globalThis.niagaEarly?.get(key);
  globalThis.niagaEarly?.delete(key);
  return found;
}

export function forgetEarlyInTime(): void {
  setTimeout(() => globalThis.niagaEarly?.clear(), KEPT_MS);
}
