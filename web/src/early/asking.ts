/** Asks what a page will ask first, exactly as the client would (`api/client.ts`), and keeps the answers for it. */
import type { Product, ProductPage } from '@/api/catalogTypes';
import type { Cart, Session, Shop } from '@/api/types';
import type { Opening } from '@/early/openings';
import { showProduct, showProducts } from '@/early/outline';
import { quoteRequest, rememberedChoices } from '@/features/orders/checkout/choices';
import { requestKey } from '@/lib/early';
import { readStored } from '@/lib/stored';

const BASE = '/api/v1';
const MAX_SHOPS = 6;

type Asked = Map<string, Promise<Response>>;
type Ask = (method: string, path: string, body?: unknown) => Promise<Response>;

export function askAll({ outline, asks, asksOfOwn }: Opening, asked: Asked): void {
  const ask = asker(asked);
  for (const path of asks) {
    const answer = ask('GET', path);
    if (outline === 'product') void read<Product>(answer).then(showProduct).catch(ignore);
    if (outline === 'search' && path.startsWith('/products'))
      void read<ProductPage>(answer).then(showProducts).catch(ignore);
  }
  void askAsOneself(outline, asksOfOwn, asked).catch(ignore);
}

async function askAsOneself(outline: Opening['outline'], paths: string[], asked: Asked): Promise<void> {
  const session = readStored('signed_in') === '1' ? signIn(asked) : undefined;
  const ask = asker(
    asked,
    session?.then(({ access_token }) => access_token),
  );
  const answers = new Map(paths.map((path) => [path, ask('GET', path)]));
  const cart = answers.get('/cart');
  if (outline !== 'checkout' || !session || !cart) return;
  const { user } = await session;
  await askQuote(ask, await read<Cart>(cart), user.id);
}

/** The cookie for a token; other tabs wait, since a refresh token works once. */
async function signIn(asked: Asked): Promise<Session> {
  const ask = asker(asked);
  const refresh = () => ask('POST', '/auth/refresh', { session: 'cookie' });
  // Known as asked from now on, though it may have to wait for another tab.
  const locks = navigator.locks as LockManager | undefined;
  const answer: Promise<Response> = locks
    ? locks.request('niaga.refresh', refresh).then((response) => response)
    : refresh();
  return read<Session>(answer);
}

/** What the checkout shows needs the cart's shops, and then its total. */
async function askQuote(ask: Ask, cart: Cart, buyer: string): Promise<void> {
  if (cart.shops.length === 0 || cart.shops.length > MAX_SHOPS) return;
  const shops = cart.shops.map(({ shop }) => read<Shop>(ask('GET', `/shops/${shop.id}`)));
  await ask(
    'POST',
    '/checkout/quote',
    quoteRequest(cart, await Promise.all(shops), rememberedChoices(buyer)),
  );
}

/** With `token` what is asked waits for it, and is known as asked from the beginning. */
function asker(asked: Asked, token?: Promise<string>): Ask {
  const cartToken = readStored('cart_token');

  async function send(method: string, path: string, body: string | null): Promise<Response> {
    const headers = {
      'Accept-Language': document.documentElement.lang,
      ...(body && { 'Content-Type': 'application/json' }),
      ...(token && { Authorization: `Bearer ${await token}` }),
      ...(cartToken && { 'X-Cart-Token': cartToken }),
    };
    return fetch(`${BASE}${path}`, { method, body, headers, priority: 'high' });
  }

  return (method, path, given) => {
    const body = given === undefined ? null : JSON.stringify(given);
    const answer = send(method, path, body);
    answer.catch(ignore);
    asked.set(requestKey(method, `${BASE}${path}`, body), answer);
    return answer;
  };
}

async function read<T>(answer: Promise<Response>): Promise<T> {
  const response = await answer;
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  return (await response.clone().json()) as T;
}

/** Whoever asks for it again says what is wrong. */
function ignore(): void {}
