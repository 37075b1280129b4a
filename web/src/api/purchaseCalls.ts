/** The calls of buying, as `calls.ts` describes them. */
import type {
  Bank,
  CheckoutRequest,
  Device,
  Method,
  Order,
  OrderStatus,
  Payment,
  PaymentDetail,
  Quote,
  Reordered,
  TopUp,
  Wallet,
  WalletEntry,
} from '@/api/purchaseTypes';
import type { Id, Page, Stream } from '@/api/types';

export interface PurchaseCalls {
  // orders
  'POST /checkout/quote': { body: CheckoutRequest; answer: Quote };
  'POST /checkout': { body: CheckoutRequest; answer: { order: Order; payment: Payment } };
  'GET /orders/me': { query: { status?: OrderStatus; page?: number; size?: number }; answer: Page<Order> };
  'GET /orders/{id}': { answer: Order };
  'DELETE /orders/{id}': { query: { reason?: string }; answer: Order };
  'POST /orders/{id}/again': { answer: Reordered };
  /** `{id}` is a shop order's; its buyer may only say that it has been received. */
  'PUT /orders/{id}/status': { body: { status: 'delivered' }; answer: unknown };
  // payments
  'POST /payments': { body: { order_id: Id; method: Exclude<Method, 'cash'>; bank?: Bank }; answer: Payment };
  'GET /payments/{id}': { answer: PaymentDetail };
  'POST /payments/{id}/verify': { answer: PaymentDetail };
  'GET /wallet': { answer: Wallet };
  'GET /wallet/entries': { query: { after?: string; size?: number }; answer: Stream<WalletEntry> };
  'POST /wallet/topups': { body: TopUp; answer: Payment };
  // identity
  'GET /auth/sessions': { answer: Device[] };
  'DELETE /auth/sessions/{id}': { answer: undefined };
  'POST /auth/change-password': { body: { password: string; new_password: string }; answer: undefined };
}
