import { Notifications } from '@mantine/notifications';
import { createRootRoute, Outlet, useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { NotFoundPage } from '@/app/NotFoundPage';
import { RouteError } from '@/app/RouteError';

/** A new page begins at its content for those who move by keyboard or listen, as it does for the eye. */
function useContentFocus(): void {
  const pathname = useLocation({ select: (location) => location.pathname });
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    document.getElementById('content')?.focus({ preventScroll: true });
  }, [pathname]);
}

/** The root of all faces. Toasts are inside the router, so that they can hold links. */
function Root() {
  useContentFocus();
  return (
    <>
      <Outlet />
      <Notifications position="top-center" autoClose={5000} />
    </>
  );
}

export const rootRoute = createRootRoute({
  component: Root,
  notFoundComponent: NotFoundPage,
  errorComponent: RouteError,
});
