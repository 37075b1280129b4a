import { Anchor, Button, Group, Skeleton, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconChevronLeft } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { isProblem } from '@/api/problem';
import type { Order, PaymentDetail } from '@/api/purchaseTypes';
import { NotFoundPage } from '@/app/NotFoundPage';
import { usePerson } from '@/features/identity/people/queries';
import { useOrder } from '@/features/orders/queries';
import { useBooksTexts } from '@/features/payments/books/i18n';
import { PaymentFacts } from '@/features/payments/books/PaymentFacts';
import { ProviderLog } from '@/features/payments/books/ProviderLog';
import { RefundSheet } from '@/features/payments/books/RefundSheet';
import { SettleDifference } from '@/features/payments/books/SettleDifference';
import { usePayment, useVerify } from '@/features/payments/queries';
import { Refunds } from '@/features/payments/Refunds';
import { ButtonLink } from '@/ui/ButtonLink';
import { Loaded } from '@/ui/Loaded';
import { Page } from '@/ui/Page';

/** One payment with everything that was said about it. */
export function PaymentBooksPage() {
  const t = useBooksTexts();
  const { payment: id } = useParams({ from: '/admin/payments/$payment' });
  const payment = usePayment(id);
  if (isProblem(payment.error, 'not_found')) return <NotFoundPage />;
  return (
    <Page
      title={payment.data?.description || t('payment')}
      width="work"
      above={
        <ButtonLink
          to="/admin/payments"
          variant="subtle"
          size="compact-md"
          ml={-8}
          leftSection={<IconChevronLeft size={18} aria-hidden />}
          style={{ alignSelf: 'flex-start' }}
        >
          {t('title')}
        </ButtonLink>
      }
    >
      <Loaded query={payment} skeleton={<Skeleton h={280} radius="lg" />}>
        {(found) => <Books payment={found} />}
      </Loaded>
    </Page>
  );
}

function OrderLink({ order }: { order: Order }) {
  return (
    <Anchor
      renderRoot={(props) => <Link to="/orders/$order" params={{ order: order.id }} {...props} />}
      inherit
    >
      {order.number}
    </Anchor>
  );
}

function Books({ payment }: { payment: PaymentDetail }) {
  const t = useBooksTexts();
  const payer = usePerson(payment.payer_id).data;
  const order = useOrder(payment.order_id).data;
  const verify = useVerify();
  const [refunding, setRefunding] = useState(false);
  const left = payment.reversed > 0 ? 0 : payment.received - payment.refunded;
  return (
    <Stack gap="lg">
      <PaymentFacts
        payment={payment}
        payer={payer?.name ?? '…'}
        order={payment.order_id ? order && <OrderLink order={order} /> : t('topUp')}
      />
      {payment.status === 'authorized' && <SettleDifference payment={payment} />}
      <Group gap="xs">
        {payment.provider && (
          <Button
            variant="default"
            loading={verify.isPending}
            onClick={() =>
              verify.mutate(payment.id, {
                onSuccess: () => notifications.show({ color: 'teal', message: t('verified') }),
              })
            }
          >
            {t('verify')}
          </Button>
        )}
        {left > 0 && (
          <Button variant="default" onClick={() => setRefunding(true)}>
            {t('refund')}
          </Button>
        )}
      </Group>
      <Refunds refunds={payment.refunds} shopOrders={order?.shop_orders} />
      {payment.provider && <ProviderLog payment={payment.id} />}
      <RefundSheet payment={payment} opened={refunding} onClose={() => setRefunding(false)} />
    </Stack>
  );
}
