import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { NotFoundPage } from '@/app/NotFoundPage';
import { rootRoute } from '@/app/root';
import { ShopLayout } from '@/app/shop/ShopLayout';
import { readSearchParams } from '@/features/catalog/searchParams';
import { readNext, readToken } from '@/features/identity/searchParams';
import { readShopsParams } from '@/features/shops/searchParams';

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
  component: lazyRouteComponent(() => import('@/app/shop/SearchPage'), 'SearchPage'),
});
const product = createRoute({
  getParentRoute: () => layout,
  path: '/products/$product',
  component: lazyRouteComponent(() => import('@/app/shop/ProductPage'), 'ProductPage'),
});
const shops = createRoute({
  getParentRoute: () => layout,
  path: '/shops',
  validateSearch: readShopsParams,
  component: lazyRouteComponent(() => import('@/app/shop/ShopsPage'), 'ShopsPage'),
});
const shop = createRoute({
  getParentRoute: () => layout,
  path: '/shops/$shop',
  validateSearch: readSearchParams,
  component: lazyRouteComponent(() => import('@/app/shop/ShopPage'), 'ShopPage'),
});
const signIn = createRoute({
  getParentRoute: () => layout,
  path: '/sign-in',
  validateSearch: readNext,
  component: lazyRouteComponent(() => import('@/app/shop/SignInPage'), 'SignInPage'),
});
const signUp = createRoute({
  getParentRoute: () => layout,
  path: '/sign-up',
  validateSearch: readNext,
  component: lazyRouteComponent(() => import('@/app/shop/SignUpPage'), 'SignUpPage'),
});
const verifyEmail = createRoute({
  getParentRoute: () => layout,
  path: '/verify-email',
  validateSearch: readToken,
  component: lazyRouteComponent(() => import('@/app/shop/VerifyEmailPage'), 'VerifyEmailPage'),
});
const forgotPassword = createRoute({
  getParentRoute: () => layout,
  path: '/forgot-password',
  component: lazyRouteComponent(() => import('@/app/shop/ForgotPasswordPage'), 'ForgotPasswordPage'),
});
const resetPassword = createRoute({
  getParentRoute: () => layout,
  path: '/reset-password',
  validateSearch: readToken,
  component: lazyRouteComponent(() => import('@/app/shop/ResetPasswordPage'), 'ResetPasswordPage'),
});
const cart = createRoute({ getParentRoute: () => layout, path: '/cart', component: NotFoundPage });
const orders = createRoute({ getParentRoute: () => layout, path: '/orders', component: NotFoundPage });
const wallet = createRoute({ getParentRoute: () => layout, path: '/wallet', component: NotFoundPage });
const account = createRoute({ getParentRoute: () => layout, path: '/account', component: NotFoundPage });

/** The buyer's face. Pages that belong to a person start with `beforeLoad: requireSession`. */
export const shopFace = layout.addChildren([
  home,
  search,
  product,
  shops,
  shop,
  signIn,
  signUp,
  verifyEmail,
  forgotPassword,
  resetPassword,
  cart,
  orders,
  wallet,
  account,
]);
