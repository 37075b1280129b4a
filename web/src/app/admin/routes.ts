import { createRoute } from '@tanstack/react-router';
import { NotFoundPage } from '@/app/NotFoundPage';
import { rootRoute } from '@/app/root';

export const adminFace = createRoute({
  getParentRoute: () => rootRoute,
  path: '/admin',
  component: NotFoundPage,
});
