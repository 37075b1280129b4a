import { createRootRoute } from '@tanstack/react-router';
import { NotFoundPage } from '@/app/NotFoundPage';
import { RouteError } from '@/app/RouteError';

/** The root of all faces; it has no looks of its own. */
export const rootRoute = createRootRoute({ notFoundComponent: NotFoundPage, errorComponent: RouteError });
