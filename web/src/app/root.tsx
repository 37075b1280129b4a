import { Notifications } from '@mantine/notifications';
import { createRootRoute, Outlet } from '@tanstack/react-router';
import { NotFoundPage } from '@/app/NotFoundPage';
import { RouteError } from '@/app/RouteError';

/** The root of all faces. Toasts are inside the router, so that they can hold links. */
function Root() {
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
