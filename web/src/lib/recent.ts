/** What somebody looked for or at last, on this device; each person's own, and a guest's. The latest stands first. */
import { readStored, writeStored } from '@/lib/stored';

export function recent(what: string, owner: string | undefined): string[] {
  try {
    const kept: unknown = JSON.parse(readStored(place(what, owner)) ?? '[]');
    return Array.isArray(kept) ? kept.filter((one): one is string => typeof one === 'string') : [];
  } catch {
    return [];
  }
}

/** Puts it first; of what is alike but for its case only the latest stays. */
export function remember(what: string, owner: string | undefined, one: string, most: number): void {
  const others = recent(what, owner).filter((other) => other.toLowerCase() !== one.toLowerCase());
  writeStored(place(what, owner), JSON.stringify([one, ...others].slice(0, most)));
}

export function forget(what: string, owner: string | undefined): void {
  writeStored(place(what, owner), null);
}

function place(what: string, owner: string | undefined): string {
  return `recent.${what}.${owner ?? 'guest'}`;
}
