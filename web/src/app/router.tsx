import { createRouter } from '@tanstack/react-router';
import { onSessionChange, sessionNow } from '@/api/session';
import { adminFace } from '@/app/admin/routes';
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
});

/** Pages of one's own close when the session ends, here or by another device: their guard is asked again. */
export function leaveOnSessionEnd(): void {
  onSessionChange(() => {
    if (sessionNow().status === 'guest') void router.invalidate();
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
