import { createRoute } from '@tanstack/react-router';
import { NotFoundPage } from '@/app/NotFoundPage';
import { rootRoute } from '@/app/root';

export const sellFace = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sell',
  component: NotFoundPage,
});
