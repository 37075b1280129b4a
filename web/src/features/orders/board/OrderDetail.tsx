import { Alert, Anchor, Button, Divider, Group, Stack, Text, Timeline, Title } from '@mantine/core';
import { IconMotorbike, IconPhone, IconPrinter, IconShoppingBag } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { BoardOrder } from '@/api/sellerTypes';
import classes from '@/features/orders/board/board.module.css';
import { mayReject, nextStep } from '@/features/orders/board/columns';
import { useBoardTexts } from '@/features/orders/board/i18n';
import { useStepName } from '@/features/orders/board/useStepName';
import { useOrderTexts } from '@/features/orders/i18n';
import { ReadyBy } from '@/features/orders/ReadyBy';
import { reasonOf } from '@/features/orders/reasons';
import { StateBadge } from '@/features/orders/StateBadge';
import { stepsTaken } from '@/features/orders/steps';
import { rupiah } from '@/lib/money';
import { localPhone } from '@/lib/phone';
import { ButtonLink } from '@/ui/ButtonLink';
import { Money } from '@/ui/Money';
import { Picture } from '@/ui/Picture';
import { When } from '@/ui/When';

interface OrderDetailProps {
  order: BoardOrder;
  zone: string;
  onMove: () => void;
  onReject: () => void;
}

/** All there is to know about one shop order, and its next step. */
export function OrderDetail({ order, zone, onMove, onReject }: OrderDetailProps) {
  const t = useBoardTexts();
  const stepName = useStepName();
  const step = nextStep(order);
  const Way = order.delivery_option === 'pickup' ? IconShoppingBag : IconMotorbike;
  return (
    <Stack gap="lg">
      <Group justify="space-between">
        <div>
          <Text className={classes.callNumber}>{order.call_number}</Text>
          <Text c="dimmed" size="sm">
            {t('partOf', { number: order.order_number })} ·{' '}
            <When at={order.placed_at} zone={zone} show="both" />
          </Text>
        </div>
        <StateBadge status={order.status} method={order.payment_method} size="lg" />
      </Group>
      <ReadyBy part={order} zone={zone} />
      <ButtonLink
        variant="default"
        size="md"
        leftSection={<IconPrinter size={20} stroke={1.75} aria-hidden />}
        to="/sell/$shop/orders/$order/print"
        params={{ shop: order.shop.id, order: order.id }}
      >
        {t('print')}
      </ButtonLink>
      {order.reason && <Alert color="gray">{t('whyEnded', { reason: reasonOf(order, 'shop') })}</Alert>}
      {order.payment_method === 'cash' && order.paid_at === null && step && (
        <Alert color="yellow">{t('cashDue', { amount: rupiah(order.total) })}</Alert>
      )}
      <Part title={t('buyer')}>
        <Text fw={600}>{order.buyer.name}</Text>
        {order.buyer.phone && (
          <Anchor href={`tel:${order.buyer.phone}`} size="sm">
            <IconPhone size={14} aria-hidden /> {localPhone(order.buyer.phone)}
          </Anchor>
        )}
        <Group gap={6} c="dimmed" fz="sm">
          <Way size={16} stroke={1.75} aria-hidden />
          {t(order.delivery_option)}
        </Group>
        {order.address && order.delivery_option === 'delivery' && (
          <Text size="sm">
            {t('deliverTo')}: {order.address.recipient}, {localPhone(order.address.phone)},{' '}
            {order.address.line}, {order.address.village}, {order.address.district}, {order.address.regency}{' '}
            {order.address.postal_code}
            {order.address.note && ` (${order.address.note})`}
          </Text>
        )}
        {order.note && <Text className={classes.note}>{t('orderNote', { note: order.note })}</Text>}
      </Part>
      <Part title={t('lines')}>
        <ul className={classes.lines}>
          {order.lines.map((line) => (
            <li key={line.id} className={classes.line}>
              <div className={classes.thumb}>
                <Picture src={line.image_url} alt="" radius="var(--mantine-radius-sm)" />
              </div>
              <div className={classes.words}>
                <Group justify="space-between" wrap="nowrap" align="flex-start" gap="sm">
                  <Text fw={600} size="sm">
                    <span className={classes.quantity}>{line.quantity}×</span> {line.name}
                  </Text>
                  <Money amount={line.subtotal} fz="sm" />
                </Group>
                <Text size="xs" c="dimmed">
                  {[...Object.values(line.options), line.sku].join(' · ')}
                </Text>
                {line.note && <Text className={classes.note}>{t('note', { note: line.note })}</Text>}
              </div>
            </li>
          ))}
        </ul>
      </Part>
      <Part title={t('amounts')}>
        <Amount label={t('subtotal')} amount={order.subtotal} />
        {order.discount > 0 && <Amount label={t('discount')} amount={-order.discount} />}
        {order.delivery_fee > 0 && <Amount label={t('deliveryFee')} amount={order.delivery_fee} />}
        <Divider />
        <Amount label={t('total')} amount={order.total} strong />
        {order.tax > 0 && <Amount label={t('tax')} amount={order.tax} />}
        {order.refunded > 0 && <Amount label={t('refunded')} amount={order.refunded} />}
        <Text size="sm" c="dimmed">
          {t('payment')}: {t(`method_${order.payment_method}`)}
        </Text>
      </Part>
      <Part title={t('history')}>
        <History order={order} zone={zone} />
      </Part>
      {step && (
        <Group gap="xs" className={classes.detailActions}>
          {mayReject(order) && (
            <Button variant="default" size="md" onClick={onReject}>
              {t('reject')}
            </Button>
          )}
          <Button flex={1} size="md" onClick={onMove}>
            {stepName(order, step)}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <Title order={3} fz="0.875rem" c="dimmed" mb={6}>
        {title}
      </Title>
      <Stack gap={6}>{children}</Stack>
    </section>
  );
}

function Amount({ label, amount, strong = false }: { label: string; amount: number; strong?: boolean }) {
  return (
    <Group justify="space-between" fw={strong ? 700 : undefined}>
      <Text inherit size={strong ? 'md' : 'sm'}>
        {label}
      </Text>
      <Money amount={amount} />
    </Group>
  );
}

function History({ order, zone }: { order: BoardOrder; zone: string }) {
  const t = useBoardTexts();
  const words = useOrderTexts();
  return (
    <Timeline active={order.history.length} bulletSize={14} lineWidth={2}>
      {stepsTaken(order.history).map((step) => (
        <Timeline.Item key={`${step.status}-${step.at}`} title={words(`step_${step.status}`)}>
          <Text size="sm" c="dimmed">
            <When at={step.at} zone={zone} show="both" /> · {t(`by_${step.actor}`)}
          </Text>
          {step.reason && <Text size="sm">{reasonOf(step, 'shop')}</Text>}
        </Timeline.Item>
      ))}
    </Timeline>
  );
}
