import { redirect } from '@tanstack/react-router';
import { sessionKnown } from '@/api/client';
import { sessionNow } from '@/api/session';

/** `beforeLoad: requireSession` — pages of one's own; a guest signs in first and comes back here. */
export async function requireSession({ location }: { location: { href: string } }): Promise<void> {
  await sessionKnown();
  if (sessionNow().status !== 'signed_in') {
    throw redirect({ to: '/sign-in', search: { next: location.href }, replace: true });
  }
}
