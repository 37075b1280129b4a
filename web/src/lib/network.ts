/**
 * Whether the server can be reached. The browser's own `onLine` only knows of the cable or the radio, and not even
 * that right after a page load; what the last request met is the better witness.
 */
import { useSyncExternalStore } from 'react';

let lastFailed = false;
const listeners = new Set<() => void>();

function changed(): void {
  for (const listener of listeners) listener();
}

/** A request was answered, whatever the answer, or could not even be sent. */
export function requestMet(answered: boolean): void {
  if (lastFailed === !answered) return;
  lastFailed = !answered;
  changed();
}

export function isReachable(): boolean {
  return !lastFailed && globalThis.navigator?.onLine !== false;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

globalThis.window?.addEventListener('online', changed);
globalThis.window?.addEventListener('offline', changed);

export function useReachable(): boolean {
  return useSyncExternalStore(subscribe, isReachable);
}
