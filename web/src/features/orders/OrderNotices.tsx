import { Alert, Anchor, Group, Text } from '@mantine/core';
import { IconClock, IconInfoCircle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Order } from '@/api/purchaseTypes';
import { useOrderTexts } from '@/features/orders/i18n';
import { cashDue, isCashDue, isPayable } from '@/features/orders/steps';
import { rupiah } from '@/lib/money';
import { ButtonLink } from '@/ui/ButtonLink';
import { When } from '@/ui/When';

/** What its buyer should know or do first. */
export function OrderNotices({ order }: { order: Order }) {
  const t = useOrderTexts();
  return (
    <>
      {isPayable(order) && (
        <Alert color="yellow" icon={<IconClock aria-hidden />}>
          <Group justify="space-between" gap="sm">
            <div>
              <Text fw={600}>
                {t('payBefore')} <When at={order.expires_at} />
              </Text>
              <Text size="sm">{t('unpaidText')}</Text>
            </div>
            <ButtonLink to="/payments/$payment" params={{ payment: order.payment?.id ?? order.payment_id }}>
              {t('payNow')}
            </ButtonLink>
          </Group>
        </Alert>
      )}
      {order.status === 'pending_payment' && order.payment?.status === 'authorized' && (
        <Alert color="yellow" icon={<IconInfoCircle aria-hidden />} role="status">
          {t('reviewText', { came: rupiah(order.payment.came ?? 0), amount: rupiah(order.payment.amount) })}
        </Alert>
      )}
      {isCashDue(order) && (
        <Alert icon={<IconInfoCircle aria-hidden />}>
          {t('cashText', { amount: rupiah(cashDue(order)) })}
        </Alert>
      )}
      {order.notice && (
        <Alert color="blue" icon={<IconInfoCircle aria-hidden />} role="status">
          {t(`notice_${order.notice}`)} <ToPayment order={order} />
        </Alert>
      )}
      {order.status === 'expired' && (
        <Alert color="gray" icon={<IconInfoCircle aria-hidden />}>
          {t('expiredText')}
        </Alert>
      )}
      {order.refunded > 0 && !order.notice && (
        <Alert color="grape" icon={<IconInfoCircle aria-hidden />} role="status">
          {t('refundedText', { amount: rupiah(order.refunded) })} <ToPayment order={order} />
        </Alert>
      )}
    </>
  );
}

function ToPayment({ order }: { order: Order }) {
  const t = useOrderTexts();
  return (
    <Anchor
      renderRoot={(props) => (
        <Link
          to="/payments/$payment"
          params={{ payment: order.payment?.id ?? order.payment_id }}
          {...props}
        />
      )}
      fw={600}
      c="inherit"
      underline="always"
      inherit
    >
      {t('seeRefund')}
    </Anchor>
  );
}
