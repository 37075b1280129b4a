import { useRef, useState } from 'react';
import type { CheckoutRequest, Order, OrderRef, Payment } from '@/api/purchaseTypes';
import { type Attempt, isAnswer, newAttempt, unanswered } from '@/features/orders/checkout/attempt';
import { useCheckout } from '@/features/orders/queries';

export interface Placing {
  /** Orders once: while an attempt is on its way or unanswered this does nothing. */
  place: (request: CheckoutRequest) => void;
  /** Sends the attempt nobody answered again, as it was. */
  check: () => void;
  lost: boolean;
  busy: boolean;
  /** Why the last try was refused, until the next one. */
  refusal: unknown;
}

interface Outcomes {
  /** Without a payment the order ended before any attempt to pay it began. */
  onPlaced: (order: Order, payment: Payment | null, replaced: OrderRef[]) => void;
  onRefused: (error: unknown) => void;
}

/** Carries one order from the press of the button to an answer, whatever happens in between. */
export function usePlacing(buyer: string, { onPlaced, onRefused }: Outcomes): Placing {
  const checkout = useCheckout();
  const [lost, setLost] = useState<Attempt | null>(() => unanswered(buyer));
  const [refusal, setRefusal] = useState<unknown>(null);
  // State comes too late for a double click.
  const sending = useRef(false);

  function send(attempt: Attempt): void {
    if (sending.current) return;
    sending.current = true;
    setRefusal(null);
    checkout.mutate(attempt, {
      onSuccess: ({ order, payment, replaced }) => onPlaced(order, payment, replaced ?? []),
      onError: (error) => {
        const known = isAnswer(error);
        setLost(known ? null : attempt);
        if (!known) return;
        setRefusal(error);
        onRefused(error);
      },
      onSettled: () => {
        sending.current = false;
      },
    });
  }

  return {
    place: (request) => {
      if (!sending.current && !lost) send(newAttempt(buyer, request));
    },
    check: () => {
      if (lost) send(lost);
    },
    lost: lost !== null,
    busy: checkout.isPending,
    refusal,
  };
}
