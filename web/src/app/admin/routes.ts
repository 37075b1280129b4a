import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { readTwins } from '@/app/admin/twinsParams';
import { requireSession } from '@/app/guards';
import { rootRoute } from '@/app/root';
import { readPeopleParams } from '@/features/identity/people/roles';
import { readPaymentsParams } from '@/features/payments/books/filters';
import { readApprovalParams } from '@/features/shops/approvals/params';

const face = createRoute({
  getParentRoute: () => rootRoute,
  path: '/admin',
  beforeLoad: requireSession,
  component: lazyRouteComponent(() => import('@/app/admin/AdminLayout'), 'AdminLayout'),
});

const home = createRoute({
  getParentRoute: () => face,
  path: '/',
  component: lazyRouteComponent(() => import('@/app/admin/AdminHomePage'), 'AdminHomePage'),
});
const shops = createRoute({
  getParentRoute: () => face,
  path: '/shops',
  validateSearch: readApprovalParams,
  component: lazyRouteComponent(() => import('@/app/admin/ApprovalsPage'), 'ApprovalsPage'),
});
const users = createRoute({
  getParentRoute: () => face,
  path: '/users',
  validateSearch: readPeopleParams,
  component: lazyRouteComponent(() => import('@/app/admin/PeoplePage'), 'PeoplePage'),
});
const categories = createRoute({
  getParentRoute: () => face,
  path: '/categories',
  component: lazyRouteComponent(() => import('@/app/admin/CategoriesPage'), 'CategoriesPage'),
});
const twins = createRoute({
  getParentRoute: () => face,
  path: '/twins',
  validateSearch: readTwins,
  component: lazyRouteComponent(() => import('@/app/admin/TwinsPage'), 'TwinsPage'),
});
const payments = createRoute({
  getParentRoute: () => face,
  path: '/payments',
  validateSearch: readPaymentsParams,
  component: lazyRouteComponent(() => import('@/app/admin/PaymentsPage'), 'PaymentsPage'),
});
const payment = createRoute({
  getParentRoute: () => face,
  path: '/payments/$payment',
  component: lazyRouteComponent(() => import('@/app/admin/PaymentBooksPage'), 'PaymentBooksPage'),
});

/** The administrators' face. The server decides who may; this only spares others the sight of it. */
export const adminFace = face.addChildren([home, shops, users, categories, twins, payments, payment]);
