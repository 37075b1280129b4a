import { Card, Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconBuildingStore } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Order } from '@/api/purchaseTypes';
import { useOrderTexts } from '@/features/orders/i18n';
import classes from '@/features/orders/orders.module.css';
import { StateBadge } from '@/features/orders/StateBadge';
import { isCashDue, isPayable, standing } from '@/features/orders/steps';
import { ButtonLink } from '@/ui/ButtonLink';
import { Money } from '@/ui/Money';
import { Picture } from '@/ui/Picture';
import { When } from '@/ui/When';

const MAX_PICTURES = 4;

/** One order in the list: when, from whom, what, how much, and the next step. */
export function OrderCard({ order }: { order: Order }) {
  const t = useOrderTexts();
  const lines = order.shop_orders.flatMap((part) => part.lines);
  const hidden = lines.length - MAX_PICTURES;
  return (
    <Card component="article">
      <Stack gap="sm">
        <Group justify="space-between" gap="xs">
          <div>
            <Link to="/orders/$order" params={{ order: order.id }} className={`${classes.number} reach`}>
              {order.number}
            </Link>
            <Text size="sm" c="dimmed">
              <When at={order.placed_at} show="both" />
            </Text>
            {isPayable(order) && (
              <Text size="sm" fw={600}>
                {t('until')} <When at={order.expires_at} />
              </Text>
            )}
          </div>
          <OrderStatusBadge order={order} />
        </Group>
        <div className={classes.strip}>
          {lines.slice(0, MAX_PICTURES).map((line) => (
            <Picture key={line.id} src={line.image_url} alt="" />
          ))}
          {hidden > 0 && (
            <Text size="sm" c="dimmed" className={classes.more}>
              {t('moreItems', { count: hidden })}
            </Text>
          )}
        </div>
        <Stack gap={4}>
          {order.shop_orders.map((part) => (
            <Group key={part.id} justify="space-between" gap="xs" wrap="nowrap">
              <Group gap={6} wrap="nowrap" miw={0}>
                <IconBuildingStore size={16} stroke={1.75} aria-hidden style={{ flexShrink: 0 }} />
                <Text size="sm" truncate>
                  {part.shop.name}
                </Text>
              </Group>
              {order.shop_orders.length > 1 && order.paid_at !== null && (
                <StateBadge status={part.status} method={order.payment_method} size="sm" />
              )}
            </Group>
          ))}
        </Stack>
        <Group justify="space-between">
          <Text size="sm" c="dimmed">
            {t('items', { count: lines.reduce((sum, line) => sum + line.quantity, 0) })} ·{' '}
            <Money amount={order.total} fw={700} fz="md" c="var(--mantine-color-text)" />
          </Text>
          {isPayable(order) ? (
            <ButtonLink
              to="/payments/$payment"
              params={{ payment: order.payment?.id ?? order.payment_id }}
              size="sm"
            >
              {t('payNow')}
            </ButtonLink>
          ) : (
            <ButtonLink to="/orders/$order" params={{ order: order.id }} size="sm" variant="default">
              {t('open')}
            </ButtonLink>
          )}
        </Group>
      </Stack>
    </Card>
  );
}

/** How far the order has come; what is due in cash is said beside it. */
export function OrderStatusBadge({ order, size }: { order: Order; size?: 'md' | 'lg' }) {
  const t = useOrderTexts();
  return (
    <Group gap={6}>
      <StateBadge status={standing(order)} method={order.payment_method} {...(size && { size })} />
      {isCashDue(order) && (
        <Text span size="sm" c="dimmed">
          {t('payAtShop')}
        </Text>
      )}
    </Group>
  );
}

export function OrderCardSkeleton() {
  return (
    <Card aria-hidden>
      <Stack gap="sm">
        <Group justify="space-between">
          <Skeleton h={18} w={150} />
          <Skeleton h={22} w={110} />
        </Group>
        <Group gap="xs">
          <Skeleton h={56} w={56} />
          <Skeleton h={56} w={56} />
        </Group>
        <Skeleton h={16} w="50%" />
        <Group justify="space-between">
          <Skeleton h={18} w={120} />
          <Skeleton h={34} w={110} radius="xl" />
        </Group>
      </Stack>
    </Card>
  );
}
