/**
 * What one tab tells the others of this browser: the cart or the session has changed, ask for it anew. Only that it
 * has, never what it became: the server says that.
 */
export type TabSubject = 'cart' | 'session';

const channel = globalThis.window && 'BroadcastChannel' in globalThis ? new BroadcastChannel('niaga') : null;

/** Tells every other tab; this one is not told. */
export function tellTabs(subject: TabSubject): void {
  channel?.postMessage(subject);
}

/** Calls `listener` when another tab has told; returns how to stop that. */
export function onTabs(listener: (subject: TabSubject) => void): () => void {
  const hear = ({ data }: MessageEvent) => listener(data as TabSubject);
  channel?.addEventListener('message', hear);
  return () => channel?.removeEventListener('message', hear);
}
