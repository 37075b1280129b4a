/**
 * The one way to the server: `await call('GET /products/{id}', { path: { id } })`.
 *
 * Calls, their bodies and answers are typed by `calls.ts`. A token that is refused refreshes the session once and
 * retries; many calls refused together share one refresh, and so do many tabs, because a refresh token works once.
 */
import type { Calls } from '@/api/calls';
import { Problem, problemFrom } from '@/api/problem';
import {
  accessToken,
  mayHaveSession,
  sessionBegan,
  sessionEnded,
  sessionNow,
  sessionUnreachable,
  sessionUserChanged,
} from '@/api/session';
import type { Session } from '@/api/types';
import { takeEarly } from '@/lib/early';
import { isLeaving } from '@/lib/leaving';
import { requestMet } from '@/lib/network';
import { queryText } from '@/lib/query';
import { readStored, writeStored } from '@/lib/stored';
import { currentLanguage } from '@/lib/texts';

export const BASE = '/api/v1';

type PathNames<K extends string> = K extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PathNames<Rest>
  : never;
type PathPart<K extends string> = [PathNames<K>] extends [never]
  ? unknown
  : { path: Record<PathNames<K>, string> };
type QueryPart<Q> = [NonNullable<Q>] extends [never] ? unknown : { query?: Q };
type BodyPart<B> = [B] extends [never] ? unknown : null extends B ? { body?: B } : { body: B };
interface Extras {
  signal?: AbortSignal;
  headers?: Record<string, string>;
}
export type Answer<K extends keyof Calls> = Calls[K]['answer'];
export type Options<K extends keyof Calls> = PathPart<K> &
  QueryPart<Calls[K]['query']> &
  BodyPart<Calls[K]['body']> &
  Extras;
type Arguments<K extends keyof Calls> =
  Record<never, never> extends Options<K> ? [Options<K>?] : [Options<K>];
interface AnyOptions extends Extras {
  path?: Record<string, string>;
  query?: Record<string, unknown>;
  body?: unknown;
}

export async function call<K extends keyof Calls>(key: K, ...[options]: Arguments<K>): Promise<Answer<K>> {
  const [method = '', template = ''] = key.split(' ', 2);
  const given: AnyOptions = options ?? {};
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(given.path?.[name] ?? ''),
  );
  const response = await send(`${BASE}${path}${queryText(given.query)}`, {
    method,
    signal: given.signal ?? null,
    body: encoded(given.body),
    headers: { ...contentType(given.body), ...given.headers },
  });
  if (!response.ok) throw await problemFrom(response);
  return (response.status === 204 ? undefined : await response.json()) as Answer<K>;
}

/** A request with the person's token, refreshed when stale; for streams and downloads use it directly. */
export async function send(url: string, init: RequestInit): Promise<Response> {
  await started;
  if (sessionNow().status === 'unknown' && isPersonal(url, init)) await refreshSession();
  const tokenUsed = accessToken();
  const response = await attempt(url, init);
  if (tokenUsed === null || !refusesToken(response)) return response;
  if (accessToken() === tokenUsed) await refreshSession();
  // Signed out meanwhile: asked once more as a guest, for what guests may see too.
  return attempt(url, init);
}

/** What would be done or answered for a stranger if it were sent before it is known who this is. */
function isPersonal(url: string, { method = 'GET' }: RequestInit): boolean {
  if (url.startsWith(`${BASE}/auth/`)) return false;
  return method !== 'GET' || url.startsWith(`${BASE}/cart`);
}

/**
 * Because it has expired, or because the person has been given a role that it does not know of. A wrong password is
 * a 401 too, but challenges nobody to bring another token.
 */
function refusesToken({ status, headers }: Response): boolean {
  return status === 403 || (status === 401 && headers.has('WWW-Authenticate'));
}

async function attempt(url: string, init: RequestInit): Promise<Response> {
  const headers = new Headers(init.headers);
  const token = accessToken();
  const cartToken = readStored('cart_token');
  if (token) headers.set('Authorization', `Bearer ${token}`);
  if (cartToken) headers.set('X-Cart-Token', cartToken);
  headers.set('Accept-Language', currentLanguage());
  let response: Response;
  try {
    // What failed early, perhaps only because nobody could be signed in, is asked in earnest.
    const early = await takeEarly(init.method ?? 'GET', url, init.body)?.catch(() => undefined);
    response = early ?? (await fetch(url, { ...init, headers, keepalive: isLeaving() }));
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    requestMet(false);
    throw new Problem('offline', 0, 'The server cannot be reached.');
  }
  requestMet(true);
  keepCartToken(response, url, token !== null);
  return response;
}

/** A guest's cart is known by its token; once its contents are in the person's own cart it is forgotten. */
function keepCartToken(response: Response, url: string, signedIn: boolean): void {
  const given = response.headers.get('X-Cart-Token');
  if (signedIn && response.ok && url.startsWith(`${BASE}/cart`)) writeStored('cart_token', null);
  else if (!signedIn && given) writeStored('cart_token', given);
}

let refreshing: Promise<boolean> | null = null;

/**
 * Trades the cookie for a new access token; true when somebody is signed in afterwards. Raises a Problem where the
 * server could not say: nothing has changed then.
 */
export function refreshSession(): Promise<boolean> {
  refreshing ??= oneTabAtATime(refresh).finally(() => {
    refreshing = null;
  });
  return refreshing;
}

async function refresh(): Promise<boolean> {
  const body = { session: 'cookie' };
  const init = { method: 'POST', body: encoded(body), headers: contentType(body) };
  const response = await attempt(`${BASE}/auth/refresh`, init);
  if (response.ok) {
    sessionBegan((await response.json()) as Session);
    return true;
  }
  // Only a refusal ends the session; a server that is busy or restarting does not sign anybody out.
  if (response.status !== 401 && response.status !== 403) throw await problemFrom(response);
  sessionEnded();
  return false;
}

/** The person may have changed elsewhere: roles were given, an address was verified. Else all stays as it is. */
export async function reloadUser(): Promise<void> {
  if (sessionNow().status !== 'signed_in') return;
  const user = await call('GET /users/me').catch(() => null);
  if (user) sessionUserChanged(user);
}

async function oneTabAtATime(work: () => Promise<boolean>): Promise<boolean> {
  const locks = globalThis.navigator?.locks;
  return locks ? await locks.request('niaga.refresh', work) : work();
}

/** Calls wait for this, so that nothing is asked as a guest while the cookie is being traded in. */
let started: Promise<void> = Promise.resolve();

/** On page load: sign the person in again by the cookie, or know that there is only a guest. */
export function startSession(): Promise<void> {
  started = resume();
  return started;
}

/** Settles once it is known whether somebody is signed in. */
export function sessionKnown(): Promise<void> {
  return started;
}

async function resume(): Promise<void> {
  if (!mayHaveSession()) return sessionEnded();
  await refreshSession().catch(sessionUnreachable);
}

/**
 * One per thing a person sets out to do, kept over its retries, so that it is done once. A UUIDv7: the id that the
 * server derives from it has its time, and lists go by ids.
 */
export function idempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const now = Date.now();
  for (let place = 0; place < 6; place += 1) bytes[place] = Math.floor(now / 256 ** (5 - place)) % 256;
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function encoded(body: unknown): BodyInit | null {
  if (body === undefined) return null;
  return body instanceof FormData ? body : JSON.stringify(body);
}

function contentType(body: unknown): Record<string, string> {
  return body === undefined || body instanceof FormData ? {} : { 'Content-Type': 'application/json' };
}
