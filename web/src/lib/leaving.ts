/**
 * The moment a page is left: closed, gone from, or put behind another, where a phone may end it untold. What was put
 * off until now happens now or never.
 */
const putOff = new Set<() => void>();
let leaving = false;

/** Whether this is that moment: what is sent in it has to outlive its page. */
export function isLeaving(): boolean {
  return leaving;
}

/** Calls `act` when the page is left; answers how to call that off. */
export function onLeaving(act: () => void): () => void {
  putOff.add(act);
  return () => putOff.delete(act);
}

function leave(): void {
  leaving = true;
  for (const act of [...putOff]) act();
  setTimeout(() => {
    leaving = false;
  });
}

globalThis.addEventListener?.('pagehide', leave);
globalThis.document?.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') leave();
});
