import { Alert, Button, Card, Divider, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCircleCheck, IconMotorbike, IconShoppingBag } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { Order, ShopOrder } from '@/api/purchaseTypes';
import { Amounts } from '@/features/orders/Amounts';
import { CallNumber } from '@/features/orders/CallNumber';
import { useOrderTexts } from '@/features/orders/i18n';
import { LineRow } from '@/features/orders/LineRow';
import classes from '@/features/orders/orders.module.css';
import { useConfirmReceived } from '@/features/orders/queries';
import { ReadyBy } from '@/features/orders/ReadyBy';
import { StateBadge } from '@/features/orders/StateBadge';
import { isEnded, isPaidOnHandOver, isReceivable } from '@/features/orders/steps';
import { Timeline } from '@/features/orders/Timeline';
import { rupiah } from '@/lib/money';
import { Sheet } from '@/ui/Sheet';
import { ShopLink } from '@/ui/ShopLink';

interface ShopOrderCardProps {
  order: Order;
  part: ShopOrder;
  /** Where to fetch it, while there is something to fetch. */
  pickupPlace: ReactNode;
  /** How to ask the shop. */
  contact: ReactNode;
}

/** One shop's part: state, goods, amounts, timeline, and what its buyer can do about it. */
export function ShopOrderCard({ order, part, pickupPlace, contact }: ShopOrderCardProps) {
  const t = useOrderTexts();
  const alone = order.shop_orders.length === 1;
  const fetched = part.delivery_option === 'pickup' && !isEnded(part);
  const Way = part.delivery_option === 'pickup' ? IconShoppingBag : IconMotorbike;
  return (
    <Card component="section" aria-label={part.shop.name}>
      <Stack gap="md">
        <Group justify="space-between" gap="xs">
          <div>
            <ShopLink shop={part.shop} size="md" />
            <Text size="sm" c="dimmed">
              {part.number}
            </Text>
          </div>
          <StateBadge status={part.status} method={order.payment_method} />
        </Group>
        {part.status === 'rejected' && part.reason && (
          <Alert color="red">{t('rejectedReason', { reason: part.reason })}</Alert>
        )}
        <Group gap="xs" wrap="nowrap" align="flex-start">
          <Way size={20} stroke={1.75} aria-hidden className={classes.way} />
          <div>
            <Text size="sm" c="dimmed">
              {t(fetched ? 'pickupAt' : part.delivery_option)}
            </Text>
            {fetched && pickupPlace}
          </div>
        </Group>
        {fetched && <CallNumber number={part.call_number} />}
        <ReadyBy part={part} />
        {contact}
        {isReceivable(part) &&
          (isPaidOnHandOver(order) ? (
            <Text size="sm">{t('paidOnHandOver', { shop: part.shop.name, total: rupiah(part.total) })}</Text>
          ) : (
            <ConfirmReceived order={order} part={part} />
          ))}
        <div className={classes.part}>
          <Stack gap="md">
            <ul className={classes.lines} aria-label={t('lines')}>
              {part.lines.map((line) => (
                <LineRow key={line.id} line={line} />
              ))}
            </ul>
            {part.note && (
              <Text size="sm" fs="italic">
                {t('shopNote', { note: part.note })}
              </Text>
            )}
            {/* The whole order's amounts are these when no other shop is in it. */}
            {!alone && (
              <>
                <Divider />
                <Amounts amounts={part} totalLabel={t('shopTotal')} small />
              </>
            )}
          </Stack>
          <Timeline part={part} cash={order.payment_method === 'cash'} />
        </div>
      </Stack>
    </Card>
  );
}

function ConfirmReceived({ order, part }: { order: Order; part: ShopOrder }) {
  const t = useOrderTexts();
  const confirm = useConfirmReceived(order.id);
  const [asking, setAsking] = useState(false);
  const shop = part.shop.name;

  function received() {
    setAsking(false);
    confirm.mutate(part, {
      onSuccess: () => notifications.show({ color: 'teal', message: t('receivedThanks', { shop }) }),
    });
  }

  return (
    <>
      <Button
        leftSection={<IconCircleCheck size={20} aria-hidden />}
        loading={confirm.isPending}
        onClick={() => setAsking(true)}
      >
        {t('received')}
      </Button>
      {/* Nothing takes it back, and a thumb slips. */}
      <Sheet opened={asking} onClose={() => setAsking(false)} title={t('receivedTitle')}>
        <Stack gap="md">
          <Text>{t('receivedText', { shop })}</Text>
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={() => setAsking(false)}>
              {t('notYet')}
            </Button>
            <Button onClick={received} data-autofocus>
              {t('received')}
            </Button>
          </Group>
        </Stack>
      </Sheet>
    </>
  );
}
