import {
  infiniteQueryOptions,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { call } from '@/api/client';
import { keys } from '@/api/keys';
import type { Payment, PaymentDetail, TopUp } from '@/api/purchaseTypes';
import type { Way } from '@/features/payments/methods';

/** News of a payment comes as a notification; asking is for when that is lost. */
const ASK_EVERY_MS = 3_000;

export function paymentQuery(payment: string) {
  return queryOptions({
    queryKey: keys.payments.one(payment),
    queryFn: ({ signal }) => call('GET /payments/{id}', { path: { id: payment }, signal }),
    refetchInterval: ({ state }) =>
      state.data && (isOpen(state.data) || state.data.status === 'authorized') ? ASK_EVERY_MS : false,
    staleTime: 0,
  });
}

/** Money may still come by this attempt in the ordinary way. */
export function isOpen(payment: Payment): boolean {
  return payment.status === 'pending';
}

/** Once its state changes, what it pays for and what the wallet holds have changed as well. */
export function usePayment(payment: string) {
  const client = useQueryClient();
  const query = useQuery(paymentQuery(payment));
  const status = query.data?.status;
  const known = useRef(status);
  useEffect(() => {
    if (known.current !== undefined && known.current !== status) {
      void client.invalidateQueries({ queryKey: keys.orders.all });
      void client.invalidateQueries({ queryKey: keys.wallet.all });
    }
    known.current = status;
  }, [client, status]);
  return query;
}

/** Asks the provider, not only our books. */
export function useVerify() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (payment: string) => call('POST /payments/{id}/verify', { path: { id: payment } }),
    onSuccess: (found: PaymentDetail) => client.setQueryData(paymentQuery(found.id).queryKey, found),
  });
}

/** Another attempt to pay an order; the one before it is over then. */
export function useNewAttempt() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ order, way }: { order: string; way: Way }) => {
      const { method, bank } = way;
      if (method === 'cash') throw new Error('an order cannot become a cash order');
      return call('POST /payments', { body: { order_id: order, method, ...(bank && { bank }) } });
    },
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: keys.payments.all });
      void client.invalidateQueries({ queryKey: keys.orders.all });
      void client.invalidateQueries({ queryKey: keys.wallet.all });
    },
    meta: { quiet: true },
  });
}

export type Outcome = 'settle' | 'deny' | 'expire';

/** Demo mode: has the simulator do what a bank would. It is another server, so no token goes there. */
export function useSimulate(payment: Payment) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (outcome: Outcome) => {
      const answer = await fetch(payment.action.simulate_url ?? '', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ outcome }),
        credentials: 'omit',
      });
      if (!answer.ok) throw new Error(`the simulator answered ${answer.status}`);
    },
    onSettled: () => client.invalidateQueries({ queryKey: paymentQuery(payment.id).queryKey }),
    meta: { quiet: true },
  });
}

export const walletQuery = queryOptions({
  queryKey: keys.wallet.balance,
  queryFn: ({ signal }) => call('GET /wallet', { signal }),
});

export function useWallet(wanted = true) {
  return useQuery({ ...walletQuery, enabled: wanted });
}

const entriesQuery = infiniteQueryOptions({
  queryKey: keys.wallet.entries,
  queryFn: ({ pageParam, signal }) =>
    call('GET /wallet/entries', { query: { size: 24, ...(pageParam && { after: pageParam }) }, signal }),
  initialPageParam: '',
  getNextPageParam: (slice) => slice.next,
});

export function useWalletEntries() {
  return useInfiniteQuery(entriesQuery);
}

/** `key` is kept by the form over retries, so that one wish makes one payment. */
export function useTopUp() {
  return useMutation({
    mutationFn: ({ key, ...topUp }: TopUp & { key: string }) =>
      call('POST /wallet/topups', { body: topUp, headers: { 'Idempotency-Key': key } }),
    meta: { quiet: true },
  });
}
