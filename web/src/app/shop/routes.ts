import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { leaveSignedIn, requireSession } from '@/app/guards';
import { NotFoundPage } from '@/app/NotFoundPage';
import { rootRoute } from '@/app/root';
import { ShopLayout } from '@/app/shop/ShopLayout';
import { readSearchParams } from '@/features/catalog/searchParams';
import { readNext } from '@/features/identity/searchParams';
import { readOrderSearch } from '@/features/orders/steps';
import { readTopUp } from '@/features/payments/topUpParams';
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
  beforeLoad: leaveSignedIn,
  component: lazyRouteComponent(() => import('@/app/shop/SignInPage'), 'SignInPage'),
});
const signUp = createRoute({
  getParentRoute: () => layout,
  path: '/sign-up',
  validateSearch: readNext,
  beforeLoad: leaveSignedIn,
  component: lazyRouteComponent(() => import('@/app/shop/SignUpPage'), 'SignUpPage'),
});
const verifyEmail = createRoute({
  getParentRoute: () => layout,
  path: '/verify-email',
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
  component: lazyRouteComponent(() => import('@/app/shop/ResetPasswordPage'), 'ResetPasswordPage'),
});
const cart = createRoute({
  getParentRoute: () => layout,
  path: '/cart',
  component: lazyRouteComponent(() => import('@/app/shop/CartPage'), 'CartPage'),
});
const checkout = createRoute({
  getParentRoute: () => layout,
  path: '/checkout',
  beforeLoad: requireSession,
  component: lazyRouteComponent(() => import('@/app/shop/CheckoutPage'), 'CheckoutPage'),
});
const payment = createRoute({
  getParentRoute: () => layout,
  path: '/payments/$payment',
  beforeLoad: requireSession,
  component: lazyRouteComponent(() => import('@/app/shop/PaymentPage'), 'PaymentPage'),
});
const orders = createRoute({
  getParentRoute: () => layout,
  path: '/orders',
  beforeLoad: requireSession,
  validateSearch: readOrderSearch,
  component: lazyRouteComponent(() => import('@/app/shop/OrdersPage'), 'OrdersPage'),
});
const order = createRoute({
  getParentRoute: () => layout,
  path: '/orders/$order',
  beforeLoad: requireSession,
  component: lazyRouteComponent(() => import('@/app/shop/OrderPage'), 'OrderPage'),
});
const wallet = createRoute({
  getParentRoute: () => layout,
  path: '/wallet',
  beforeLoad: requireSession,
  component: lazyRouteComponent(() => import('@/app/shop/WalletPage'), 'WalletPage'),
});
const topUp = createRoute({
  getParentRoute: () => layout,
  path: '/wallet/top-up',
  validateSearch: readTopUp,
  beforeLoad: requireSession,
  component: lazyRouteComponent(() => import('@/app/shop/TopUpPage'), 'TopUpPage'),
});
const notifications = createRoute({
  getParentRoute: () => layout,
  path: '/notifications',
  beforeLoad: requireSession,
  component: lazyRouteComponent(() => import('@/app/shop/NotificationsPage'), 'NotificationsPage'),
});
const account = createRoute({
  getParentRoute: () => layout,
  path: '/account',
  beforeLoad: requireSession,
  component: lazyRouteComponent(() => import('@/app/shop/AccountPage'), 'AccountPage'),
});
const profile = createRoute({
  getParentRoute: () => layout,
  path: '/account/profile',
  beforeLoad: requireSession,
  component: lazyRouteComponent(() => import('@/app/shop/ProfilePage'), 'ProfilePage'),
});
const addresses = createRoute({
  getParentRoute: () => layout,
  path: '/account/addresses',
  beforeLoad: requireSession,
  component: lazyRouteComponent(() => import('@/app/shop/AddressesPage'), 'AddressesPage'),
});
const restoreEmail = createRoute({
  getParentRoute: () => layout,
  path: '/restore-email',
  component: lazyRouteComponent(() => import('@/app/shop/RestoreEmailPage'), 'RestoreEmailPage'),
});
const security = createRoute({
  getParentRoute: () => layout,
  path: '/account/security',
  beforeLoad: requireSession,
  component: lazyRouteComponent(() => import('@/app/shop/SecurityPage'), 'SecurityPage'),
});

/** Any other address: the way on is in the frame. */
const elsewhere = createRoute({ getParentRoute: () => layout, path: '$', component: NotFoundPage });

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
  restoreEmail,
  cart,
  checkout,
  payment,
  orders,
  order,
  wallet,
  topUp,
  notifications,
  account,
  profile,
  addresses,
  security,
  elsewhere,
]);
