/** The shapes of buying: checkout, orders, payments, wallet, notifications. */
import type { Address, Id, Instant, Named } from '@/api/types';

// checkout
export type Delivery = 'pickup' | 'delivery';
export type Method = 'wallet' | 'qris' | 'virtual_account' | 'ewallet' | 'card' | 'cash';
export type GatewayMethod = Exclude<Method, 'wallet' | 'cash'>;
export type Bank = 'bca' | 'bni' | 'bri' | 'permata' | 'mandiri' | 'gopay' | 'shopeepay';
export interface ShopChoice {
  shop_id: Id;
  delivery_option: Delivery;
  note?: string;
}
export interface CheckoutRequest {
  cart_id: Id;
  payment_method: Method;
  /** For `virtual_account` and `ewallet`. */
  bank?: Bank;
  delivery_option: Delivery;
  shops?: ShopChoice[];
  address_id?: Id;
  /** What the buyer saw; another total is refused. */
  expected_total?: number;
}
export interface QuoteLine {
  item_id: Id;
  offer_id: Id;
  product_id: Id;
  variant_id: Id;
  name: string;
  options: Record<string, string>;
  image_url: string | null;
  note: string;
  unit_price: number;
  /** What it cost when the buyer last touched it in the cart, if that is known. */
  seen_price: number | null;
  quantity: number;
  subtotal: number;
  discount: number;
}
export interface Amounts {
  subtotal: number;
  discount: number;
  delivery_fee: number;
  /** Contained in the total, not on top of it. */
  tax: number;
  total: number;
}
export interface ShopQuote extends Amounts {
  shop: Named;
  delivery_option: Delivery;
  /** Whether delivery could be chosen. */
  delivers: boolean;
  lines: QuoteLine[];
}
export interface Quote extends Amounts {
  shops: ShopQuote[];
  /** Those that may pay this. */
  methods: Method[];
}

// orders
export type OrderStatus =
  | 'pending_payment'
  | 'paid'
  | 'completed'
  | 'cancelled'
  | 'expired'
  | 'refunded'
  | 'partly_refunded';
export type ShopOrderStatus =
  | 'pending'
  | 'paid'
  | 'processing'
  | 'packed'
  | 'ready_for_pickup'
  | 'shipped'
  | 'delivered'
  | 'completed'
  | 'cancelled'
  | 'rejected'
  | 'refunded';
export type OrderNotice =
  | 'late_payment'
  | 'late_payment_refunded'
  | 'paid_twice_refunded'
  | 'cancelled_payment_refunded';
export interface OrderLine {
  id: Id;
  product_id: Id;
  variant_id: Id;
  offer_id: Id;
  name: string;
  options: Record<string, string>;
  image_url: string | null;
  unit_price: number;
  quantity: number;
  subtotal: number;
  discount: number;
  note: string;
}
export interface OrderStep {
  at: Instant;
  status: ShopOrderStatus;
  actor: 'buyer' | 'seller' | 'courier' | 'admin' | 'system';
  reason: string;
}
export interface ShopOrder extends Amounts {
  id: Id;
  number: string;
  shop: Named;
  status: ShopOrderStatus;
  delivery_option: Delivery;
  note: string;
  /** Why it was rejected or cancelled. */
  reason: string;
  refunded: number;
  lines: OrderLine[];
  history: OrderStep[];
}
export interface Order extends Amounts {
  id: Id;
  number: string;
  status: OrderStatus;
  payment_method: Method;
  /** The first attempt while unpaid, the one that paid afterwards. */
  payment_id: Id;
  refunded: number;
  address: Address | null;
  placed_at: Instant;
  expires_at: Instant;
  paid_at: Instant | null;
  notice: OrderNotice | null;
  shop_orders: ShopOrder[];
  /** The newest attempt; only where one order is asked for. */
  payment: Payment | null;
}
export interface Reordered {
  cart_id: Id;
  added: Id[];
  /** Names of what is not on sale any more. */
  unavailable: string[];
}

// payments and wallet
export type PaymentStatus =
  | 'pending'
  | 'authorized'
  | 'paid'
  | 'failed'
  | 'cancelled'
  | 'expired'
  | 'partly_refunded'
  | 'refunded';
/** What the payer has to do next; what does not apply is absent. */
export interface PaymentAction {
  type: 'none' | 'redirect' | 'qr' | 'virtual_account' | 'upload_proof';
  qr_string?: string;
  qr_image_url?: string;
  bank?: string;
  va_number?: string;
  /** Mandiri bill payment instead of an account number. */
  biller_code?: string;
  bill_key?: string;
  redirect_url?: string;
  deeplink_url?: string;
  /** Only in demo and test mode. */
  simulate_url?: string;
}
export interface Payment {
  id: Id;
  /** Null for a wallet's top-up. */
  order_id: Id | null;
  method: Method;
  bank: Bank | null;
  provider: string | null;
  amount: number;
  status: PaymentStatus;
  action: PaymentAction;
  description: string;
  expires_at: Instant | null;
  paid_at: Instant | null;
  refunded: number;
  created_at: Instant;
}
export interface Refund {
  id: Id;
  amount: number;
  reason: string;
  /** Where the money goes back to. */
  route: 'provider' | 'wallet' | 'cash';
  status: 'pending' | 'done';
  note: 'method_not_refundable' | 'window_over' | 'provider_refused' | null;
  created_at: Instant;
}
export interface PaymentDetail extends Payment {
  refunds: Refund[];
}
export interface Wallet {
  /** What can be spent; does not contain `held`. */
  balance: number;
  held: number;
  /** A top-up that would lift the balance above this is refused. */
  limit: number;
}
export interface WalletEntry {
  id: Id;
  at: Instant;
  /** Positive: came in. */
  amount: number;
  /** After it. */
  balance: number;
  kind: 'payment' | 'topup' | 'refund' | 'opening';
  reason: string;
  /** The order; for a top-up the payment. */
  reference: Id;
}
export interface TopUp {
  amount: number;
  method: GatewayMethod;
  bank?: Bank;
}

// identity
/** One of the person's own sessions. */
export interface Device {
  id: Id;
  created_at: Instant;
  last_used_at: Instant;
  expires_at: Instant;
  ip: string;
  user_agent: string;
  /** The one this was asked with. */
  current: boolean;
}

// notifications
/** What a notice is about; what does not apply is absent. */
export interface Subject {
  order_id?: Id;
  shop_order_id?: Id;
  shop_id?: Id;
  variant_id?: Id;
  payment_id?: Id;
  status?: string;
}
export interface Notice {
  id: Id;
  kind: string;
  /** In the person's language, as it was when they were told. */
  title: string;
  body: string;
  /** Our page about it. */
  path: string;
  subject: Subject;
  at: Instant;
  read_at: Instant | null;
}
export interface Inbox {
  items: Notice[];
  next: string | null;
  unread: number;
}
