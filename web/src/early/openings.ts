/** By address: which outline the frame shows until the page has come, where its code is, what it will ask first. */
import { productQueryFrom, readSearchParams, SEARCH_PAGE_SIZE } from '@/features/catalog/searchParams';
import { queryText } from '@/lib/query';

export interface Opening {
  outline: 'home' | 'search' | 'product' | 'checkout' | 'plain' | 'work';
  file: string;
  /** Anybody may ask these. */
  asks: string[];
  /** These only once it is known who asks. */
  asksOfOwn: string[];
}

const NOTHING = { asks: [], asksOfOwn: [] };
const CART = '/cart';

export function opening({ pathname, search }: Pick<Location, 'pathname' | 'search'>): Opening {
  if (/^\/(sell|admin)(\/|$)/.test(pathname)) return { ...NOTHING, outline: 'work', file: '' };
  if (pathname === '/') {
    const asks = ['/categories', '/shops?open_now=true&size=8'];
    return { outline: 'home', file: 'shop/HomePage', asks, asksOfOwn: [CART] };
  }
  if (pathname === '/search') {
    const asks = [`/products${queryText(productQueryFrom(readSearchParams(raw(search)), SEARCH_PAGE_SIZE))}`];
    return { outline: 'search', file: 'shop/SearchPage', asks: [...asks, '/categories'], asksOfOwn: [CART] };
  }
  const product = /^\/products\/([^/]+)$/.exec(pathname)?.[1];
  if (product) {
    const asks = [`/products/${encodeURIComponent(decodeURIComponent(product))}`];
    return { outline: 'product', file: 'shop/ProductPage', asks, asksOfOwn: [CART] };
  }
  if (pathname === '/checkout') {
    const asksOfOwn = [CART, '/users/me/addresses', '/wallet'];
    return { outline: 'checkout', file: 'shop/CheckoutPage', asks: [], asksOfOwn };
  }
  const file = Object.entries(OTHERS).find(([pattern]) => new RegExp(`^${pattern}$`).test(pathname))?.[1];
  return { outline: 'plain', file: file ?? '', asks: [], asksOfOwn: [CART] };
}

const OTHERS = {
  '/shops': 'shop/ShopsPage',
  '/shops/[^/]+': 'shop/ShopPage',
  '/cart': 'shop/CartPage',
  '/orders': 'shop/OrdersPage',
  '/orders/[^/]+': 'shop/OrderPage',
  '/payments/[^/]+': 'shop/PaymentPage',
  '/wallet': 'shop/WalletPage',
  '/account': 'shop/AccountPage',
  '/notifications': 'shop/NotificationsPage',
  '/sign-in': 'shop/SignInPage',
  '/sign-up': 'shop/SignUpPage',
};

/** As the router reads an address: values are JSON where they can be. */
function raw(search: string): Record<string, unknown> {
  return Object.fromEntries([...new URLSearchParams(search)].map(([name, value]) => [name, parsed(value)]));
}

function parsed(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
