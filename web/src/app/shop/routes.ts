import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { NotFoundPage } from '@/app/NotFoundPage';
import { rootRoute } from '@/app/root';
import { ShopLayout } from '@/app/shop/ShopLayout';
import { readNext, readSearchParams } from '@/app/shop/searchParams';

const layout = createRoute({ getParentRoute: () => rootRoute, id: 'shop', component: ShopLayout });

const home = createRoute({
  getParentRoute: () => layout,
  path: '/',
  component: lazyRouteComponent(() => import('@/app/shop/HomePage'), 'HomePage'),
});
const search = createRoute({
  getParentRoute: () => layout,
  path: '/search',
  validateSearch: readSearchParams,
  component: NotFoundPage,
});
const product = createRoute({
  getParentRoute: () => layout,
  path: '/products/$product',
  component: NotFoundPage,
});
const shop = createRoute({ getParentRoute: () => layout, path: '/shops/$shop', component: NotFoundPage });
const signIn = createRoute({
  getParentRoute: () => layout,
  path: '/sign-in',
  validateSearch: readNext,
  component: NotFoundPage,
});
const signUp = createRoute({ getParentRoute: () => layout, path: '/sign-up', component: NotFoundPage });
const cart = createRoute({ getParentRoute: () => layout, path: '/cart', component: NotFoundPage });
const orders = createRoute({ getParentRoute: () => layout, path: '/orders', component: NotFoundPage });
const wallet = createRoute({ getParentRoute: () => layout, path: '/wallet', component: NotFoundPage });
const account = createRoute({ getParentRoute: () => layout, path: '/account', component: NotFoundPage });

/** The buyer's face. Pages that belong to a person start with `beforeLoad: requireSession`. */
export const shopFace = layout.addChildren([
  home,
  search,
  product,
  shop,
  signIn,
  signUp,
  cart,
  orders,
  wallet,
  account,
]);
