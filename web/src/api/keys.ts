/**
 * Under which key each answer is kept. A key begins with its resource, so that `all` of a resource, or a part of it,
 * is thrown away with everything below it.
 */
const catalog = ['catalog'] as const;
const categories = [...catalog, 'categories'] as const;
const twins = [...catalog, 'twins'] as const;
const identity = ['identity'] as const;
const people = [...identity, 'people'] as const;
const notifications = ['notifications'] as const;
const orders = ['orders'] as const;
const mine = [...orders, 'mine'] as const;
const payments = ['payments'] as const;
const shops = ['shops'] as const;
const wallet = ['wallet'] as const;

const stockOf = (shop: string) => ['inventory', shop] as const;
const board = (shop: string) => [...orders, 'board', shop] as const;
const payment = (id: string) => [...payments, 'one', id] as const;

export const keys = {
  cart: { all: ['cart'] as const },
  catalog: {
    all: catalog,
    categories,
    wholeTree: [...categories, 'whole'] as const,
    products: (query: unknown) => [...catalog, 'products', query] as const,
    product: (product: string) => [...catalog, 'product', product] as const,
    ownOf: (shop: string) => [...catalog, 'own', shop] as const,
    own: (shop: string, query: unknown) => [...catalog, 'own', shop, query] as const,
    offers: (shop: string, query: unknown) => [...catalog, 'offers', shop, query] as const,
    edited: (shop: string, product: string) => [...catalog, 'edited', shop, product] as const,
    copied: (shop: string, product: string | undefined) => [...catalog, 'copied', shop, product] as const,
    twins,
    twinsFound: (q: string) => [...twins, 'found', q] as const,
    twinsPreview: (goes: string, stays: string) => [...twins, 'preview', goes, stays] as const,
  },
  health: { all: ['health'] as const },
  identity: {
    addresses: [...identity, 'addresses'] as const,
    sessions: [...identity, 'sessions'] as const,
    verifyEmail: (token: string | undefined) => [...identity, 'verify-email', token] as const,
    people,
    peopleFound: (query: unknown) => [...people, query] as const,
    person: (id: string) => [...identity, 'person', id] as const,
  },
  inventory: {
    all: ['inventory'] as const,
    of: stockOf,
    stockOf: (shop: string) => [...stockOf(shop), 'stock'] as const,
    stock: (shop: string, query: unknown) => [...stockOf(shop), 'stock', query] as const,
    low: (shop: string) => [...stockOf(shop), 'low'] as const,
    ledgerOf: (shop: string) => [...stockOf(shop), 'ledger'] as const,
    ledger: (shop: string, variant: string | undefined) =>
      [...stockOf(shop), 'ledger', variant ?? 'all'] as const,
    lastEntry: (shop: string, variant: string) => [...stockOf(shop), 'ledger', variant, 'last'] as const,
    warehouses: (shop: string) => [...stockOf(shop), 'warehouses'] as const,
    impact: (warehouse: string | undefined) => ['inventory', 'impact', warehouse] as const,
  },
  notifications: {
    all: notifications,
    unread: [...notifications, 'unread'] as const,
    inbox: [...notifications, 'inbox'] as const,
  },
  orders: {
    all: orders,
    mine,
    mineFound: (status: string | undefined, q: string | undefined, page: number) =>
      [...mine, status ?? 'all', q ?? '', page] as const,
    one: (order: string) => [...orders, 'one', order] as const,
    board,
    boardOpen: (shop: string) => [...board(shop), 'open'] as const,
    boardDone: (shop: string) => [...board(shop), 'done'] as const,
    boardFound: (shop: string, q: string, page: number) => [...board(shop), 'found', q, page] as const,
    boardOne: (shop: string, order: string) => [...board(shop), 'one', order] as const,
    boardCount: (shop: string | undefined) => [...orders, 'board', shop, 'count'] as const,
  },
  payments: {
    all: payments,
    one: payment,
    exchanges: (id: string) => [...payment(id), 'exchanges'] as const,
    webhooks: (id: string) => [...payment(id), 'webhooks'] as const,
    found: (query: unknown) => [...payments, 'all', query] as const,
    flaggedCount: [...payments, 'all', 'flagged', 'count'] as const,
  },
  quote: { of: (request: unknown, cart: unknown) => ['quote', request, cart] as const },
  shops: {
    all: shops,
    mine: [...shops, 'mine'] as const,
    one: (shop: string) => [...shops, 'one', shop] as const,
    list: (query: unknown) => [...shops, 'list', query] as const,
    found: (status: string, q: string | undefined, page: number) =>
      [...shops, 'all', status, q ?? '', page] as const,
    alone: (shop: string | undefined) => [...shops, 'all', 'alone', shop] as const,
    pendingCount: [...shops, 'all', 'pending', 'count'] as const,
    kept: (user: string) => [...shops, 'kept', user] as const,
  },
  wallet: {
    all: wallet,
    balance: [...wallet, 'balance'] as const,
    entries: [...wallet, 'entries'] as const,
  },
};
