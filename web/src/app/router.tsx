import { createRouter } from '@tanstack/react-router';
import { onSessionChange, sessionNow } from '@/api/session';
import { adminFace } from '@/app/admin/routes';
import { RouteError } from '@/app/RouteError';
import { rootRoute } from '@/app/root';
import { sellFace } from '@/app/sell/routes';
import { shopFace } from '@/app/shop/routes';

/** Each face has one `routes.ts`; its pages are lazy, so a face costs nothing until it is opened. */
const routeTree = rootRoute.addChildren([shopFace, sellFace, adminFace]);

export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultPendingMs: 300,
  defaultErrorComponent: RouteError,
});

/**
 * Guards are asked again when the session ends, here or by another device, and when it is known at last who this is:
 * pages of one's own close or open, and the sign-in page is left.
 */
export function askGuardsOnSessionChange(): void {
  let before = sessionNow().status;
  onSessionChange(() => {
    const { status } = sessionNow();
    if (status !== before && (status === 'guest' || before === 'unknown')) void router.invalidate();
    before = status;
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
