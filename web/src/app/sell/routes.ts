import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { requireSession } from '@/app/guards';
import { rootRoute } from '@/app/root';
import { readPageAndWords, readProducts, readStock } from '@/app/sell/searchParams';

const face = createRoute({ getParentRoute: () => rootRoute, path: '/sell', beforeLoad: requireSession });

const home = createRoute({
  getParentRoute: () => face,
  path: '/',
  component: lazyRouteComponent(() => import('@/app/sell/SellHomePage'), 'SellHomePage'),
});
const apply = createRoute({
  getParentRoute: () => face,
  path: '/apply',
  component: lazyRouteComponent(() => import('@/app/sell/ApplyPage'), 'ApplyPage'),
});

const shop = createRoute({
  getParentRoute: () => face,
  path: '/$shop',
  component: lazyRouteComponent(() => import('@/app/sell/SellLayout'), 'SellLayout'),
});
const shopHome = createRoute({
  getParentRoute: () => shop,
  path: '/',
  component: lazyRouteComponent(() => import('@/app/sell/ShopHomePage'), 'ShopHomePage'),
});
const orders = createRoute({
  getParentRoute: () => shop,
  path: '/orders',
  validateSearch: readPageAndWords<'order'>('order'),
  component: lazyRouteComponent(() => import('@/app/sell/BoardPage'), 'BoardPage'),
});
const print = createRoute({
  getParentRoute: () => shop,
  path: '/orders/$order/print',
  component: lazyRouteComponent(() => import('@/app/sell/PrintPage'), 'PrintPage'),
});
const products = createRoute({
  getParentRoute: () => shop,
  path: '/products',
  validateSearch: readProducts,
  component: lazyRouteComponent(() => import('@/app/sell/OwnProductsPage'), 'OwnProductsPage'),
});
const newProduct = createRoute({
  getParentRoute: () => shop,
  path: '/products/new',
  validateSearch: readPageAndWords<'from'>('from'),
  component: lazyRouteComponent(() => import('@/app/sell/NewProductPage'), 'NewProductPage'),
});
const central = createRoute({
  getParentRoute: () => shop,
  path: '/products/central',
  validateSearch: readPageAndWords(),
  component: lazyRouteComponent(() => import('@/app/sell/CentralPage'), 'CentralPage'),
});
const prices = createRoute({
  getParentRoute: () => shop,
  path: '/products/prices',
  validateSearch: readPageAndWords<'product'>('product'),
  component: lazyRouteComponent(() => import('@/app/sell/PricesPage'), 'PricesPage'),
});
const product = createRoute({
  getParentRoute: () => shop,
  path: '/products/$product',
  component: lazyRouteComponent(() => import('@/app/sell/EditProductPage'), 'EditProductPage'),
});
const stock = createRoute({
  getParentRoute: () => shop,
  path: '/inventory',
  validateSearch: readStock,
  component: lazyRouteComponent(() => import('@/app/sell/StockPage'), 'StockPage'),
});
const warehouses = createRoute({
  getParentRoute: () => shop,
  path: '/warehouses',
  component: lazyRouteComponent(() => import('@/app/sell/WarehousesPage'), 'WarehousesPage'),
});
const settings = createRoute({
  getParentRoute: () => shop,
  path: '/settings',
  component: lazyRouteComponent(() => import('@/app/sell/SettingsPage'), 'SettingsPage'),
});

/** The seller's face: one's shops, each with its own frame. */
export const sellFace = face.addChildren([
  home,
  apply,
  shop.addChildren([
    shopHome,
    orders,
    print,
    products,
    newProduct,
    central,
    prices,
    product,
    stock,
    warehouses,
    settings,
  ]),
]);
