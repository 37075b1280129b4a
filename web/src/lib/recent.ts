/** What somebody has looked for and looked at lately: on this device only, of each person apart, the latest first. */
import { useMemo, useSyncExternalStore } from 'react';
import { readStored, writeStored } from '@/lib/stored';

const MAX_ITEMS = { searches: 8, products: 12 };
type Kind = keyof typeof MAX_ITEMS;

export interface Recent {
  items: string[];
  add: (item: string) => void;
  remove: (item: string) => void;
  clear: () => void;
}

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  // Another tab has changed it.
  addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    removeEventListener('storage', listener);
  };
}

function same(a: string, b: string): boolean {
  return a.toLocaleLowerCase() === b.toLocaleLowerCase();
}

/** With `item` first, once however it is written. */
export function withFirst(items: string[], item: string, most: number): string[] {
  return [item, ...items.filter((other) => !same(other, item))].slice(0, most);
}

/** Whatever is stored: somebody may have written into it. */
export function readItems(stored: string | null): string[] {
  try {
    const items: unknown = JSON.parse(stored ?? '[]');
    return Array.isArray(items) ? items.filter((item) => typeof item === 'string') : [];
  } catch {
    return [];
  }
}

/** `person` is undefined while it is not known who this is: then there is nothing, and nothing is kept. */
export function useRecent(kind: Kind, person: string | undefined): Recent {
  const name = person === undefined ? undefined : `recent.${kind}.${person}`;
  const stored = useSyncExternalStore(subscribe, () => (name === undefined ? null : readStored(name)));
  return useMemo(() => {
    function change(how: (items: string[]) => string[]) {
      if (name === undefined) return;
      const items = how(readItems(readStored(name)));
      writeStored(name, items.length > 0 ? JSON.stringify(items) : null);
      for (const listener of listeners) listener();
    }
    return {
      items: readItems(stored),
      add: (item) => change((items) => withFirst(items, item, MAX_ITEMS[kind])),
      remove: (item) => change((items) => items.filter((other) => other !== item)),
      clear: () => change(() => []),
    };
  }, [name, stored, kind]);
}
