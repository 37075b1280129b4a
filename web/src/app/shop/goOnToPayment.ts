import { useNavigate } from '@tanstack/react-router';
import type { Order, Payment } from '@/api/purchaseTypes';
import { useCartRefresh } from '@/features/cart/queries';

/** After ordering: to the payment, or to the order when there is nothing to pay here and now. */
export function useGoOnToPayment(): (order: Order, payment: Payment | null) => Promise<void> {
  const navigate = useNavigate();
  const refreshCart = useCartRefresh();
  return async (order, payment) => {
    const params = { order: order.id, payment: payment?.id ?? '' };
    const toOrder = payment === null || payment.method === 'cash';
    await navigate({ to: toOrder ? '/orders/$order' : '/payments/$payment', params, replace: true });
    await refreshCart();
  };
}
