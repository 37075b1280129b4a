/**
 * Gets a page going again by itself. While it is unknown who is signed in, or the server did not answer, it is asked
 * again: when the network or the person comes back, and every few seconds in between.
 */
import { refreshSession } from '@/api/client';
import { mayHaveSession, sessionEnded, sessionNow } from '@/api/session';
import { isReachable, requestMet } from '@/lib/network';
import { onTabs } from '@/lib/tabs';

const ASK_EVERY_MS = 5_000;
/** Costs the server next to nothing. */
const PROBE = '/health/live';

/** Asks once, if there is anything to ask. Never fails: the next try comes by itself. */
export async function recover(): Promise<void> {
  if (sessionNow().status === 'unknown') await refreshSession().catch(() => undefined);
  else if (!isReachable()) {
    await fetch(PROBE).then(
      () => requestMet(true),
      () => requestMet(false),
    );
  }
}

/** From now on, for as long as the page lives. */
export function keepRecovering(): void {
  const ask = () => void recover();
  window.addEventListener('online', ask);
  window.addEventListener('focus', ask);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && ask());
  setInterval(() => document.visibilityState === 'visible' && ask(), ASK_EVERY_MS);
  onTabs((subject) => subject === 'session' && void followOtherTab());
}

/** Another tab signed in or out: so has this one, for they share the cookie. */
async function followOtherTab(): Promise<void> {
  if (mayHaveSession()) await refreshSession().catch(() => undefined);
  else if (sessionNow().status !== 'guest') sessionEnded();
}
