import type { Order, OrderStatus, ShopOrderStatus } from '@/api/purchaseTypes';
import { waitsForShop } from '@/features/orders/steps';
import { StatusBadge } from '@/ui/StatusBadge';

interface StateBadgeProps {
  status: OrderStatus | ShopOrderStatus;
  method: Order['payment_method'];
  size?: 'sm' | 'md' | 'lg';
}

/** How far an order or a shop's part of it has come, in the same word for its buyer and its shop. */
export function StateBadge({ status, method, size = 'md' }: StateBadgeProps) {
  const unpaid = status === 'pending' ? 'pending_payment' : status;
  return (
    <StatusBadge status={status} size={size} word={waitsForShop(status, method) ? 'waitsForShop' : unpaid} />
  );
}
