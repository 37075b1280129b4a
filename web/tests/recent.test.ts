import { beforeEach, expect, test, vi } from 'vitest';
import { forget, recent, remember } from '@/lib/recent';

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => kept.set(name, value),
    removeItem: (name: string) => kept.delete(name),
  });
});

test('the latest stands first, once, and the oldest leaves', () => {
  for (const words of ['nasi', 'charger', 'Nasi', 'buku']) remember('searches', 'ani', words, 2);
  expect(recent('searches', 'ani')).toEqual(['buku', 'Nasi']);
});

test('what one person looked for is nobody else’s', () => {
  remember('searches', 'ani', 'nasi', 6);
  expect(recent('searches', undefined)).toEqual([]);
  expect(recent('searches', 'budi')).toEqual([]);
  forget('searches', 'ani');
  expect(recent('searches', 'ani')).toEqual([]);
});

test('what cannot be read is nothing', () => {
  localStorage.setItem('niaga.recent.searches.guest', '{"no":1}');
  expect(recent('searches', undefined)).toEqual([]);
  localStorage.setItem('niaga.recent.searches.guest', 'not JSON');
  expect(recent('searches', undefined)).toEqual([]);
});
