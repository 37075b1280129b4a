import { expect, test } from 'vitest';
import { namespaces, setLanguage, texts } from '@/lib/texts';

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
