import { expect, test } from 'vitest';
import contract from '@/api/openapi.json';
import { namespaces, setLanguage, texts } from '@/lib/texts';
import { useProblemTexts } from '@/ui/problemTexts';

// Every namespace there is registers itself when its file loads.
const files = import.meta.glob('../src/**/{i18n,*Texts}.{ts,tsx}', { eager: true });

test('every feature brings its texts', () => {
  expect(Object.keys(files).length).toBeGreaterThanOrEqual(6);
  expect(namespaces.size).toBeGreaterThanOrEqual(6);
});

test('both languages have the same keys, none empty, with the same values to fill in', () => {
  const holes = (text: string) => (text.match(/\{\{\w+\}\}/g) ?? []).sort();
  for (const [namespace, { id, en }] of namespaces) {
    const plurals = Object.keys(en).filter((key) => key.endsWith('_one') && key.slice(0, -4) in id);
    const english = Object.keys(en).filter((key) => !plurals.includes(key));
    expect(english.sort(), namespace).toEqual(Object.keys(id).sort());
    for (const key of english) {
      expect(id[key]?.trim(), `${namespace}:${key}`).toBeTruthy();
      expect(en[key]?.trim(), `${namespace}:${key}`).toBeTruthy();
      expect(holes(en[key] ?? ''), `${namespace}:${key}`).toEqual(holes(id[key] ?? ''));
    }
  }
});

test('values are filled in, and English counts one as one', () => {
  const useCups = texts('cups', {
    id: { cups: '{{count}} gelas' },
    en: { cups: '{{count}} cups', cups_one: 'one cup' },
  });
  expect(useCups.now('cups', { count: 1 })).toBe('1 gelas');
  setLanguage('en');
  expect(useCups.now('cups', { count: 1 })).toBe('one cup');
  expect(useCups.now('cups', { count: 3 })).toBe('3 cups');
  setLanguage('id');
});

test('every refusal the server describes can be said in both languages', () => {
  // What many routes refuse alike is described once, under the components, and referred to.
  type Described = { description?: string; $ref?: string };
  const shared: Record<string, Described> = contract.components.responses;
  const refusals = Object.values(contract.paths)
    .flatMap((path) => Object.values(path as Record<string, { responses?: Record<string, Described> }>))
    .flatMap((operation) => Object.entries(operation.responses ?? {}))
    .filter(([status]) => Number(status) >= 400)
    .map(([, response]) => (response.$ref ? shared[response.$ref.split('/').pop() ?? ''] : response))
    .flatMap((response) => {
      expect(response?.description).toBeTruthy();
      return [...(response?.description ?? '').matchAll(/`([a-z_]+)`:/g)].map((match) => match[1] ?? '');
    });
  expect(refusals.length).toBeGreaterThan(50);
  expect([...new Set(refusals)].filter((code) => !useProblemTexts.has(code))).toEqual([]);
});
