import { redirect } from '@tanstack/react-router';
import { refreshSession, sessionKnown } from '@/api/client';
import { sessionNow } from '@/api/session';

/**
 * `beforeLoad: requireSession` — pages of one's own; a guest signs in first and comes back here. While the server
 * cannot say who this is, the page says that instead, and opens by itself once it can.
 */
export async function requireSession({ location }: { location: { href: string } }): Promise<void> {
  await sessionKnown();
  if (sessionNow().status === 'unknown') await refreshSession();
  if (sessionNow().status !== 'signed_in') {
    throw redirect({ to: '/sign-in', search: { next: location.href }, replace: true });
  }
}

/** `beforeLoad: leaveSignedIn` — pages that only a guest has any use for; others go on to where they were going. */
export async function leaveSignedIn({ search }: { search: { next?: string } }): Promise<void> {
  await sessionKnown();
  if (sessionNow().status === 'signed_in') throw redirect({ href: search.next ?? '/', replace: true });
}
