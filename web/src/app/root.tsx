import { createRootRoute, Outlet, useLocation } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef } from 'react';
import { NotFoundPage } from '@/app/NotFoundPage';
import { RouteError } from '@/app/RouteError';

/** Nothing is said in the first moment: what draws toasts comes after the page. What is said meanwhile waits. */
const Toasts = lazy(async () => ({ default: (await import('@/ui/Toasts')).Toasts }));

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
      <Suspense>
        <Toasts />
      </Suspense>
    </>
  );
}

export const rootRoute = createRootRoute({
  component: Root,
  notFoundComponent: NotFoundPage,
  errorComponent: RouteError,
});
