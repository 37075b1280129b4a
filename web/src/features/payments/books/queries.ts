import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '@/api/client';
import { keys } from '@/api/keys';
import type { Payment, PaymentQuery } from '@/api/sellerTypes';
import { paymentQuery } from '@/features/payments/queries';

const PAGE_SIZE = 24;

export function usePayments(query: PaymentQuery) {
  return useQuery({
    queryKey: keys.payments.found(query),
    queryFn: ({ signal }) => call('GET /payments', { query: { ...query, size: PAGE_SIZE }, signal }),
    placeholderData: keepPreviousData,
  });
}

/** How many payments a person should look at: what the badge in the navigation says. */
export function useFlaggedCount(): number | undefined {
  return useQuery({
    queryKey: keys.payments.flaggedCount,
    queryFn: async ({ signal }) =>
      (await call('GET /payments', { query: { flagged: true, size: 1 }, signal })).total,
  }).data;
}

export function useExchanges(payment: string) {
  return useQuery({
    queryKey: keys.payments.exchanges(payment),
    queryFn: ({ signal }) => call('GET /payments/{id}/exchanges', { path: { id: payment }, signal }),
  });
}

export function useWebhooks(payment: string) {
  return useQuery({
    queryKey: keys.payments.webhooks(payment),
    queryFn: ({ signal }) => call('GET /payments/{id}/webhooks', { path: { id: payment }, signal }),
  });
}

export function useReplay() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (webhook: string) => call('POST /payments/webhooks/{id}/replay', { path: { id: webhook } }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.payments.all }),
  });
}

export interface RefundWish {
  /** Kept over retries, so that money goes back once. */
  key: string;
  payment: Payment;
  amount: number;
  reason: string;
}

export function useRefund() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ key, payment, amount, reason }: RefundWish) =>
      call('POST /payments/{id}/refund', {
        path: { id: payment.id },
        headers: { 'Idempotency-Key': key },
        body: { amount, reason },
      }),
    onSuccess: (refunded) => {
      client.setQueryData(paymentQuery(refunded.id).queryKey, refunded);
      void client.invalidateQueries({ queryKey: keys.payments.all });
      void client.invalidateQueries({ queryKey: keys.orders.all });
    },
    meta: { quiet: true },
  });
}

export function useSettleDifference() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ payment, decision }: { payment: string; decision: 'accepted' | 'returned' }) =>
      call('POST /payments/{id}/settle-difference', { path: { id: payment }, body: { decision } }),
    onSuccess: (settled) => {
      client.setQueryData(paymentQuery(settled.id).queryKey, settled);
      void client.invalidateQueries({ queryKey: keys.orders.all });
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.payments.all }),
  });
}
