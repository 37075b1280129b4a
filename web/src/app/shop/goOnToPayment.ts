import { notifications } from '@mantine/notifications';
import { useNavigate } from '@tanstack/react-router';
import type { Order, OrderRef, Payment } from '@/api/purchaseTypes';
import { useCartRefresh } from '@/features/cart/queries';
import { useCheckoutTexts } from '@/features/orders/checkout/i18n';

/** After ordering: to the payment, or to the order when there is nothing to pay here and now. */
export function useGoOnToPayment(): (
  order: Order,
  payment: Payment | null,
  replaced?: OrderRef[],
) => Promise<void> {
  const t = useCheckoutTexts();
  const navigate = useNavigate();
  const refreshCart = useCartRefresh();
  return async (order, payment, replaced = []) => {
    for (const { number } of replaced) notifications.show({ message: t('replaced', { number }) });
    const params = { order: order.id, payment: payment?.id ?? '' };
    const toOrder = payment === null || payment.method === 'cash';
    await navigate({ to: toOrder ? '/orders/$order' : '/payments/$payment', params, replace: true });
    await refreshCart();
  };
}
