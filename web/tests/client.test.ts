/** The client against a small HTTP server whose refresh tokens work once, as the real one's do. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { call, idempotencyKey, startSession } from '@/api/client';
import { isProblem } from '@/api/problem';
import { sessionBegan, sessionEnded, sessionNow } from '@/api/session';
import type { User } from '@/api/types';

const user = { id: 'u', name: 'Sari', roles: ['customer'] } as unknown as User;
const realFetch = globalThis.fetch;
let server: Server;
let good = 'token-1';
let refreshes = 0;
let refuseRefresh = false;
/** The server restarts: nobody can say who is signed in. */
let busy = false;
/** Tokens before this one do not know that the person sells. */
let sellsSince = 0;
let seen: { url: string; cart: string | undefined; token: string | undefined }[] = [];

function answer(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
) {
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body));
}

function serve(request: IncomingMessage, response: ServerResponse) {
  const url = request.url ?? '';
  const token = request.headers.authorization?.replace('Bearer ', '');
  seen.push({ url, token, cart: request.headers['x-cart-token']?.toString() });
  if (url === '/api/v1/auth/refresh') {
    refreshes += 1;
    if (busy) return answer(response, 503, { code: 'unreachable', detail: '' });
    if (refuseRefresh) return answer(response, 401, { code: 'session_ended', detail: '' });
    good = `token-${refreshes + 1}`;
    return answer(response, 200, { access_token: good, token_type: 'Bearer', expires_in: 900, user });
  }
  if (url === '/api/v1/cart' && !token)
    return answer(response, 200, { shops: [] }, { 'X-Cart-Token': 'guest-1' });
  const unknown = () =>
    answer(response, 401, { code: 'unauthenticated', detail: '' }, { 'WWW-Authenticate': 'Bearer' });
  if (token !== undefined && token !== good) return unknown();
  if (url.startsWith('/api/v1/users') && !token) return unknown();
  if (url === '/api/v1/auth/change-password')
    return answer(response, 401, { code: 'invalid_credentials', detail: '' });
  if (refreshes < sellsSince) return answer(response, 403, { code: 'forbidden', detail: '' });
  answer(response, 200, { url });
}

beforeAll(async () => {
  server = createServer(serve);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  // A browser knows its own origin and keeps things; Node has to be told.
  globalThis.fetch = (input, init) => realFetch(`http://127.0.0.1:${port}${input}`, init);
  const kept = new Map<string, string>();
  Object.assign(globalThis, {
    localStorage: {
      getItem: (name: string) => kept.get(name) ?? null,
      setItem: (name: string, value: string) => kept.set(name, value),
      removeItem: (name: string) => kept.delete(name),
    },
  });
});

afterAll(() => {
  globalThis.fetch = realFetch;
  server.close();
});

beforeEach(() => {
  sessionEnded();
  good = 'token-1';
  refreshes = 0;
  refuseRefresh = false;
  busy = false;
  sellsSince = 0;
  seen = [];
});

function signIn(token: string) {
  sessionBegan({ access_token: token, token_type: 'Bearer', expires_in: 900, user });
}

test('twenty calls with a stale token share one refresh, and all succeed', async () => {
  signIn('stale');
  const answers = await Promise.all(Array.from({ length: 20 }, () => call('GET /users/me')));
  expect(answers).toHaveLength(20);
  expect(refreshes).toBe(1);
});

test('path parts are encoded and empty query values left out', async () => {
  await call('GET /products/{id}', { path: { id: 'a/b c' } });
  await call('GET /products', { query: { q: 'es teh & roti', page: 2 } });
  expect(seen.map(({ url }) => url)).toEqual([
    '/api/v1/products/a%2Fb%20c',
    '/api/v1/products?q=es+teh+%26+roti&page=2',
  ]);
});

test('a refused refresh ends the session, and the call is answered as for a guest', async () => {
  signIn('stale');
  refuseRefresh = true;
  await expect(call('GET /users/me')).rejects.toSatisfy((error) => isProblem(error, 'unauthenticated'));
  expect(sessionNow().status).toBe('guest');
  signIn('stale');
  expect(await call('GET /products')).toEqual({ url: '/api/v1/products' });
});

test('a wrong password is asked about once, and says nothing about the session', async () => {
  signIn(good);
  const body = { password: 'wrong', new_password: 'tumpeng-sembilan-lapis' };
  const refused = call('POST /auth/change-password', { body });
  await expect(refused).rejects.toSatisfy((error) => isProblem(error, 'invalid_credentials'));
  expect(seen).toHaveLength(1);
});

test('what an old token may not do is tried once more with a new one', async () => {
  signIn(good);
  sellsSince = 1;
  expect(await call('GET /products')).toEqual({ url: '/api/v1/products' });
  sellsSince = 9;
  await expect(call('GET /products')).rejects.toSatisfy((error) => isProblem(error, 'forbidden'));
  expect(refreshes).toBe(2);
});

test('a page load with a cookie signs in before anything is asked', async () => {
  signIn('gone with the last page');
  const starting = startSession();
  await call('GET /users/me');
  await starting;
  expect(seen[0]?.url).toBe('/api/v1/auth/refresh');
  expect(seen[1]?.token).toBe(good);
});

test('a server that cannot say who this is makes nobody a guest, and is asked again', async () => {
  const gone = await loadedAgain();
  busy = true;
  await gone.client.startSession();
  expect(gone.session.sessionNow().status).toBe('unknown');
  // Public pages still open; nothing is put into a stranger's cart.
  expect(await gone.client.call('GET /products')).toEqual({ url: '/api/v1/products' });
  await expect(gone.client.call('GET /cart')).rejects.toMatchObject({ status: 503 });
  expect(seen.some(({ url }) => url === '/api/v1/cart')).toBe(false);
  await gone.recovery.recover();
  expect(gone.session.sessionNow().status).toBe('unknown');
  busy = false;
  await gone.recovery.recover();
  expect(gone.session.sessionNow()).toMatchObject({ status: 'signed_in', user: { id: 'u' } });
});

test('a refresh that fails meanwhile is said to be that, and the session stays', async () => {
  signIn('stale');
  busy = true;
  await expect(call('GET /users/me')).rejects.toMatchObject({ code: 'unreachable', status: 503 });
  expect(sessionNow().status).toBe('signed_in');
  busy = false;
  expect(await call('GET /users/me')).toEqual({ url: '/api/v1/users/me' });
});

/** A page load by somebody who was signed in: every module begins anew. */
async function loadedAgain() {
  signIn('of the last page');
  vi.resetModules();
  return {
    client: await import('@/api/client'),
    session: await import('@/api/session'),
    recovery: await import('@/api/recovery'),
  };
}

test('a guest keeps one cart, which is handed over at sign-in and then forgotten', async () => {
  await call('GET /cart');
  await call('GET /cart');
  expect(seen.map(({ cart }) => cart)).toEqual([undefined, 'guest-1']);
  signIn(good);
  await call('GET /cart');
  await call('GET /cart');
  expect(seen.slice(2).map(({ cart }) => cart)).toEqual(['guest-1', undefined]);
});

test('a server that cannot be reached is a problem of its own', async () => {
  const reach = globalThis.fetch;
  globalThis.fetch = () => realFetch('http://127.0.0.1:9');
  await expect(call('GET /products')).rejects.toSatisfy((error) => isProblem(error, 'offline'));
  globalThis.fetch = reach;
});

test('idempotency keys are version 7 ids: none twice, later ones after earlier ones', async () => {
  const earlier = Array.from({ length: 100 }, idempotencyKey);
  for (const key of earlier)
    expect(key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(new Set(earlier).size).toBe(100);
  const began = Date.now();
  while (Date.now() === began);
  const later = idempotencyKey();
  expect(earlier.every((key) => key < later)).toBe(true);
  expect(Math.abs(Number.parseInt(later.replace('-', '').slice(0, 12), 16) - Date.now())).toBeLessThan(1_000);
});
