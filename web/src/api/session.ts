/**
 * Who is signed in, and the access token: in memory only, so that no script finds it in storage.
 * The refresh token lives in an HttpOnly cookie that only the server reads.
 */
import { useSyncExternalStore } from 'react';
import type { Session, User } from '@/api/types';
import { readStored, writeStored } from '@/lib/stored';
import { tellTabs } from '@/lib/tabs';

export type SessionState =
  | { status: 'starting'; user: null }
  | { status: 'guest'; user: null }
  /** Somebody was signed in here, and the server could not be asked whether they still are. */
  | { status: 'unknown'; user: null }
  | { status: 'signed_in'; user: User };

let state: SessionState = { status: 'starting', user: null };
let token: string | null = null;
const listeners = new Set<() => void>();

function become(next: SessionState, accessToken: string | null): void {
  state = next;
  token = accessToken;
  for (const listener of listeners) listener();
}

export function accessToken(): string | null {
  return token;
}

export function sessionNow(): SessionState {
  return state;
}

/** The cookie cannot be seen from here, so this remembers that one was set: guests are spared a 401. */
export function mayHaveSession(): boolean {
  return readStored('signed_in') === '1';
}

export function sessionBegan(session: Session): void {
  writeStored('signed_in', '1');
  // Only what happened here: a page that has just been loaded found what the others know already.
  const here = state.status === 'guest' || state.status === 'signed_in';
  if (here && state.user?.id !== session.user.id) tellTabs('session');
  become({ status: 'signed_in', user: session.user }, session.access_token);
}

export function sessionEnded(): void {
  writeStored('signed_in', null);
  if (state.status === 'signed_in') tellTabs('session');
  become({ status: 'guest', user: null }, null);
}

/** The server could not say who this is: neither a guest nor signed in until it can (`api/recovery.ts` asks again). */
export function sessionUnreachable(): void {
  if (state.status === 'starting') become({ status: 'unknown', user: null }, null);
}

/** The person's own record changed (profile, avatar): show it everywhere. */
export function sessionUserChanged(user: User): void {
  if (state.user?.id === user.id) become({ status: 'signed_in', user }, token);
}

export function onSessionChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useSession(): SessionState {
  return useSyncExternalStore(onSessionChange, sessionNow);
}
