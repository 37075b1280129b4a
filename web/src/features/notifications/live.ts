import { events } from '@/api/eventStream';
import { isProblem } from '@/api/problem';
import type { Notice } from '@/api/purchaseTypes';

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

/** How long to wait before the next try: doubling, and scattered, so that not everybody comes back at once. */
export function backOff(failures: number, chance: number = Math.random()): number {
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures) * (0.5 + chance / 2);
}

/**
 * Calls `onNotice` for everything that happens from now on, over broken connections and restarts of the server
 * too. Ends with `signal`, or when the session has ended. `onReady`: nothing is missed from here on; what was asked for
 * before may be old by now.
 */
export async function listen(
  { onReady, onNotice }: { onReady: () => void; onNotice: (notice: Notice) => void },
  signal: AbortSignal,
): Promise<void> {
  let after: string | null = null;
  let failures = 0;
  while (!signal.aborted) {
    try {
      for await (const { event, data, id } of events('/notifications/stream', { signal, after })) {
        failures = 0;
        if (event === 'ready' && after === null) {
          after = data;
          onReady();
        }
        if (event !== 'notice') continue;
        after = id ?? after;
        onNotice(JSON.parse(data) as Notice);
      }
    } catch (error) {
      if (signal.aborted || isProblem(error, 'unauthenticated')) return;
    }
    await pause(backOff(failures), signal);
    failures += 1;
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
