/** What is asked before the application has come, and what is shown until then. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { useAppTexts } from '@/app/i18n';
import { opening } from '@/early/openings';
import { useCheckoutTexts } from '@/features/orders/checkout/i18n';
import { requestKey, takeEarly } from '@/lib/early';
import { namespaces } from '@/lib/texts';

const at = (address: string) => {
  const { pathname, search } = new URL(address, 'http://niaga.test');
  return opening({ pathname, search });
};

test('a page asks early for exactly what it will ask', () => {
  expect(at('/search?q=es+teh&min=5000&stock=true&page=2').asks[0]).toBe(
    '/products?q=es+teh&page=2&min_price=5000&in_stock=true&size=24',
  );
  expect(at('/search?q=123&sort=nonsense').asks[0]).toBe('/products?q=123&size=24');
  expect(at('/products/kopi%20susu').asks).toEqual(['/products/kopi%20susu']);
  expect(at('/checkout').asksOfOwn).toContain('/cart');
});

test('every address has an outline, and only pages of the shop have its frame', () => {
  expect(at('/').outline).toBe('home');
  expect(at('/nowhere/at/all')).toMatchObject({ outline: 'plain', file: '' });
  expect(at('/sell/some-shop/orders').outline).toBe('work');
  expect(at('/admin').outline).toBe('work');
  expect(at('/selling').outline).toBe('plain');
});

test('an early answer is for the first who asks the same, once', async () => {
  const answer = Promise.resolve(new Response('1'));
  globalThis.niagaEarly = new Map([[requestKey('GET', '/api/v1/cart', null), answer]]);
  expect(takeEarly('GET', '/api/v1/wallet', null)).toBeUndefined();
  expect(takeEarly('GET', '/api/v1/cart', null)).toBe(answer);
  expect(takeEarly('GET', '/api/v1/cart', null)).toBeUndefined();
});

test('the outline says what the page will say', () => {
  const outline = readFileSync(new URL('../outline/outline.html', import.meta.url), 'utf8');
  for (const language of ['id', 'en'] as const) {
    const said = [...outline.matchAll(new RegExp(`<span lang="${language}">([^<]+)</span>`, 'g'))];
    const words = [...namespaces.values()].flatMap((bundle) => Object.values(bundle[language]));
    for (const [, text] of said) expect(words).toContain(text);
    expect(said).toHaveLength(7);
  }
  expect(useAppTexts.now('heroTitle')).toBeTruthy();
  expect(outline).toContain(`<h1>${useCheckoutTexts.now('title')}</h1>`);
});
