/** The calls of buying, as `calls.ts` describes them. */
import type {
  Bank,
  CheckoutRequest,
  Device,
  Inbox,
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
  // payments
  'POST /payments': { body: { order_id: Id; method: Exclude<Method, 'cash'>; bank?: Bank }; answer: Payment };
  'GET /payments/{id}': { answer: PaymentDetail };
  'POST /payments/{id}/verify': { answer: PaymentDetail };
  'GET /wallet': { answer: Wallet };
  'GET /wallet/entries': { query: { after?: string; size?: number }; answer: Stream<WalletEntry> };
  'POST /wallet/topups': { body: TopUp; answer: Payment };
  // notifications
  'GET /notifications': { query: { after?: string; size?: number }; answer: Inbox };
  /** Without `ids`: all. */
  'POST /notifications/read': { body: { ids?: Id[] }; answer: undefined };
  // identity
  'GET /auth/sessions': { answer: Device[] };
  'DELETE /auth/sessions/{id}': { answer: undefined };
  'POST /auth/change-password': { body: { password: string; new_password: string }; answer: undefined };
}
