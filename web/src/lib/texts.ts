/**
 * Texts in two languages, one namespace per feature, typed.
 *
 * A feature writes `export const useCatalogTexts = texts('catalog', { id: {…}, en: {…} })` in its own
 * `i18n.ts` and components call `const t = useCatalogTexts()`, then `t('inCart', { count: 3 })`, which fills
 * `{{count}}`. The texts travel with the code that uses them, so a lazily loaded face brings its own.
 * English must have every Indonesian key, or it does not compile. English plurals: `inCart_one` beside
 * `inCart`, chosen when `count` is 1; Indonesian has no plural.
 */
import { useCallback, useSyncExternalStore } from 'react';
import { readStored, writeStored } from '@/lib/stored';
import type { Language } from '@/lib/time';

export type TextValues = Record<string, string | number>;
export type Translate<K extends string> = (key: K, values?: TextValues) => string;
type English<K extends string> = Record<K, string> & Partial<Record<`${K}_one`, string>>;
type Bundle = Record<string, string>;

let language: Language = readStored('language') === 'en' ? 'en' : 'id';
const listeners = new Set<() => void>();

export function currentLanguage(): Language {
  return language;
}

export function setLanguage(chosen: Language): void {
  language = chosen;
  writeStored('language', chosen);
  for (const listener of listeners) listener();
}

export function onLanguageChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useLanguage(): Language {
  return useSyncExternalStore(onLanguageChange, currentLanguage);
}

/** Every namespace loaded so far with its two bundles: what the parity test looks at. */
export const namespaces = new Map<string, { id: Bundle; en: Bundle }>();

function sentence(bundle: Bundle, key: string, values: TextValues = {}): string {
  const one = values.count === 1 ? bundle[`${key}_one`] : undefined;
  const text = one ?? bundle[key] ?? key;
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));
}

/** Registers a feature's texts and returns the hook that reads them. */
export function texts<K extends string>(
  namespace: string,
  both: { id: Record<K, string>; en: English<NoInfer<K>> },
) {
  namespaces.set(namespace, both);

  function useTexts(): Translate<K> {
    const bundle: Bundle = both[useLanguage()];
    return useCallback((key: K, values?: TextValues) => sentence(bundle, key, values), [bundle]);
  }

  /** Outside components, such as in what a mutation says when it is done. */
  useTexts.now = (key: K, values?: TextValues): string => sentence(both[language], key, values);
  useTexts.has = (key: string): key is K => Object.hasOwn(both.id, key);
  return useTexts;
}
