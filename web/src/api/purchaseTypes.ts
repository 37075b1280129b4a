/** Names for the shapes of buying: checkout, orders, payments, wallet, notifications. */
import type { Schemas } from '@/api/types';

// checkout
export type CheckoutRequest = Schemas['CheckoutRequest'];
export type Delivery = CheckoutRequest['delivery_option'];
export type Method = CheckoutRequest['payment_method'];
export type Bank = NonNullable<CheckoutRequest['bank']>;
export type Quote = Schemas['Quote'];
export type ShopQuote = Schemas['ShopQuote'];
export type QuoteLine = Schemas['QuoteLine'];
/** What makes up a total; the tax is contained in it, not on top. */
export type Amounts = Pick<Quote, 'subtotal' | 'discount' | 'delivery_fee' | 'tax' | 'total'>;

// orders
export type Order = Schemas['Order'];
export type OrderRef = Schemas['OrderRef'];
export type OrderStatus = Order['status'];
/** What a list of orders may be asked for: a status, or how far it has come. */
export type OrderFilter = OrderStatus | 'in_progress' | 'finished';
export type ShopOrder = Schemas['ShopOrder'];
export type ShopOrderStatus = ShopOrder['status'];
export type OrderStep = Schemas['OrderStep'];

// payments and wallet
export type Payment = Schemas['Payment'];
export type PaymentDetail = Schemas['PaymentDetail'];
export type Refund = Schemas['Refund'];
export type TopUp = Schemas['NewTopUp'];
export type GatewayMethod = TopUp['method'];
export type WalletEntry = Schemas['WalletEntry'];

// notifications
export type Inbox = Schemas['Inbox'];
export type Notice = Inbox['items'][number];

// identity
export type Device = Schemas['Device'];
