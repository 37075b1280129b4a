import { Button, Card, Group, Skeleton, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconRefresh } from '@tabler/icons-react';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { isProblem } from '@/api/problem';
import type { Order, Payment, PaymentDetail } from '@/api/purchaseTypes';
import { NotFoundPage } from '@/app/NotFoundPage';
import { CancelSheet } from '@/features/orders/cancel/CancelSheet';
import { useOrderTexts } from '@/features/orders/i18n';
import { PartNumbers } from '@/features/orders/PartNumbers';
import { useOrder } from '@/features/orders/queries';
import { ChangeMethod } from '@/features/payments/ChangeMethod';
import { Countdown } from '@/features/payments/Countdown';
import { usePaymentTexts } from '@/features/payments/i18n';
import { PaymentAction } from '@/features/payments/PaymentAction';
import { PaymentOutcome } from '@/features/payments/PaymentOutcome';
import { isOpen, usePayment, useVerify } from '@/features/payments/queries';
import { Refunds } from '@/features/payments/Refunds';
import { SimulateBox } from '@/features/payments/SimulateBox';
import { sameAgain } from '@/features/payments/topUpParams';
import { rupiah } from '@/lib/money';
import { ButtonLink } from '@/ui/ButtonLink';
import { Loaded } from '@/ui/Loaded';
import { Money } from '@/ui/Money';
import { Page } from '@/ui/Page';

export function PaymentPage() {
  const { payment: id } = useParams({ from: '/shop/payments/$payment' });
  const payment = usePayment(id);
  const order = useOrder(payment.data?.order_id).data;
  const t = usePaymentTexts();
  if (isProblem(payment.error, 'not_found')) return <NotFoundPage />;
  const topUp = payment.data !== undefined && payment.data.order_id === null;
  return (
    <Page title={t(topUp ? 'topUpTitle' : 'payTitle')} width="narrow">
      <Loaded query={payment} skeleton={<Skeleton h={420} radius="lg" />}>
        {(found) => (
          <Stack gap="lg">
            {found.method === 'cash' && isOpen(found) ? (
              <Cash payment={found} />
            ) : isOpen(found) ? (
              <Open payment={found} order={order} />
            ) : (
              <Over payment={found} order={order} />
            )}
            <Refunds refunds={found.refunds} shopOrders={order?.shop_orders} />
          </Stack>
        )}
      </Loaded>
    </Page>
  );
}

interface Shown {
  payment: PaymentDetail;
  /** Undefined for a top-up, and while it is on its way. */
  order: Order | undefined;
}

function Open({ payment, order }: Shown) {
  const t = usePaymentTexts();
  const verify = useVerify();
  return (
    <>
      <Card padding="lg">
        <Stack gap="lg">
          <div>
            <Text c="dimmed">{t('amountDue')}</Text>
            <Money amount={payment.amount} fz="2rem" fw={750} />
            <Text size="sm" c="dimmed">
              {payment.description}
            </Text>
          </div>
          {payment.expires_at && (
            <Countdown until={payment.expires_at} onOver={() => verify.mutate(payment.id)} />
          )}
          <PaymentAction payment={payment} />
          <Text size="sm" c="dimmed" role="status">
            {t('waiting')}
          </Text>
          <CheckNow payment={payment} />
        </Stack>
      </Card>
      <SimulateBox payment={payment} />
      {order && <OtherWays payment={payment} order={order} />}
    </>
  );
}

/** A later attempt to pay the same order, which is the one that counts. */
function newerThan(payment: Payment, order: Order | undefined): Payment | null {
  const newest = order?.payment;
  return newest && newest.id !== payment.id ? newest : null;
}

/** Once the time is over no other way is taken; what was on its way is still being asked for. */
function hasTime({ expires_at }: Payment): boolean {
  return !expires_at || Date.parse(expires_at) > Date.now();
}

function CheckNow({ payment }: { payment: Payment }) {
  const t = usePaymentTexts();
  const verify = useVerify();
  function check() {
    verify.mutate(payment.id, {
      onSuccess: (found) => isOpen(found) && notifications.show({ color: 'yellow', message: t('notYet') }),
    });
  }
  return (
    <Button
      variant="light"
      leftSection={<IconRefresh size={18} aria-hidden />}
      loading={verify.isPending}
      onClick={check}
    >
      {t('checkNow')}
    </Button>
  );
}

/** Pay the same order differently, or let it go. */
function OtherWays({ payment, order }: { payment: Payment; order: Order }) {
  const t = usePaymentTexts();
  const orderTexts = useOrderTexts();
  const [cancelling, setCancelling] = useState(false);
  return (
    <Group justify="center">
      <ChangeButton payment={payment} order={order} label={t('change')} variant="default" />
      <Button variant="subtle" color="red" onClick={() => setCancelling(true)}>
        {orderTexts('cancel')}
      </Button>
      <CancelSheet order={order} opened={cancelling} onClose={() => setCancelling(false)} />
    </Group>
  );
}

interface ChangeButtonProps {
  payment: Payment;
  order: Order;
  label: string;
  variant?: 'default' | 'filled';
}

function ChangeButton({ payment, order, label, variant = 'filled' }: ChangeButtonProps) {
  const [opened, setOpened] = useState(false);
  const navigate = useNavigate();
  return (
    <>
      <Button variant={variant} onClick={() => setOpened(true)}>
        {label}
      </Button>
      <ChangeMethod
        payment={{ ...payment, order_id: order.id }}
        opened={opened}
        onClose={() => setOpened(false)}
        onChanged={({ id }) => {
          setOpened(false);
          void navigate({ to: '/payments/$payment', params: { payment: id }, replace: true });
        }}
      />
    </>
  );
}

function Cash({ payment }: { payment: Payment }) {
  const t = usePaymentTexts();
  const orderTexts = useOrderTexts();
  return (
    <Card padding="lg">
      <Stack gap="sm">
        <Text fw={700} fz="lg">
          {t('cashTitle')}
        </Text>
        <Text>{t('cashHow', { amount: rupiah(payment.amount) })}</Text>
        {payment.order_id && (
          <ButtonLink to="/orders/$order" params={{ order: payment.order_id }}>
            {orderTexts('open')}
          </ButtonLink>
        )}
      </Stack>
    </Card>
  );
}

function Over({ payment, order }: Shown) {
  const t = usePaymentTexts();
  const orderTexts = useOrderTexts();
  const newer = newerThan(payment, order);
  const reviewed = payment.status === 'authorized';
  const unpaid = order?.status === 'pending_payment' && !reviewed;
  return (
    <Card padding="lg">
      <PaymentOutcome
        payment={payment}
        replaced={newer !== null}
        keptUntil={unpaid && !newer ? order?.expires_at : undefined}
      >
        {newer && unpaid && (
          <ButtonLink to="/payments/$payment" params={{ payment: newer.id }}>
            {orderTexts('payNow')}
          </ButtonLink>
        )}
        {order && unpaid && !newer && hasTime(payment) && (
          <ChangeButton payment={payment} order={order} label={t('tryAgain')} />
        )}
        {payment.order_id ? (
          <>
            <ButtonLink
              to="/orders/$order"
              params={{ order: payment.order_id }}
              variant={unpaid ? 'default' : 'filled'}
            >
              {orderTexts('open')}
            </ButtonLink>
            {payment.status === 'paid' && (
              <ButtonLink to="/" variant="default">
                {t('shopOn')}
              </ButtonLink>
            )}
          </>
        ) : (
          <>
            {payment.status !== 'paid' && !reviewed && (
              <ButtonLink to="/wallet/top-up" search={sameAgain(payment)}>
                {t('tryAgain')}
              </ButtonLink>
            )}
            <ButtonLink to="/wallet" variant={payment.status === 'paid' ? 'filled' : 'default'}>
              {t('toWallet')}
            </ButtonLink>
          </>
        )}
      </PaymentOutcome>
      {order && payment.status === 'paid' && <PartNumbers order={order} />}
    </Card>
  );
}
