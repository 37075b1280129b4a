import { Badge, Button, Group, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconCash, IconMotorbike, IconShoppingBag } from '@tabler/icons-react';
import type { BoardLine, BoardOrder } from '@/api/sellerTypes';
import { Age } from '@/features/orders/board/Age';
import classes from '@/features/orders/board/board.module.css';
import { mayReject, nextStep, since } from '@/features/orders/board/columns';
import { useBoardTexts } from '@/features/orders/board/i18n';
import { useStepName } from '@/features/orders/board/useStepName';
import { ReadyBy } from '@/features/orders/ReadyBy';
import { StateBadge } from '@/features/orders/StateBadge';
import { rupiah } from '@/lib/money';
import { Money } from '@/ui/Money';
import { Picture } from '@/ui/Picture';

const LINES_SHOWN = 4;

interface OrderTicketProps {
  order: BoardOrder;
  /** The shop's own. */
  zone?: string | undefined;
  /** Has just come in: lit up until somebody touches it. */
  fresh?: boolean;
  onOpen: () => void;
  onMove: () => void;
  onReject: () => void;
}

/** One order as it would hang in a kitchen: what to make, for whom, and the one next step. */
export function OrderTicket({ order, zone, fresh = false, onOpen, onMove, onReject }: OrderTicketProps) {
  const t = useBoardTexts();
  const stepName = useStepName();
  const step = nextStep(order);
  const waiting = order.status === 'paid' || order.status === 'pending';
  const hidden = order.lines.length - LINES_SHOWN;
  const Way = order.delivery_option === 'pickup' ? IconShoppingBag : IconMotorbike;
  return (
    <article className={classes.ticket} data-fresh={fresh || undefined} aria-label={order.call_number}>
      <UnstyledButton className={classes.opener} onClick={onOpen}>
        <VisuallyHidden>{t('open')}</VisuallyHidden>
        <Group justify="space-between" wrap="nowrap" gap="xs">
          <Text className={classes.callNumber}>{order.call_number}</Text>
          {fresh && (
            <Badge variant="filled" style={{ flexShrink: 0 }}>
              {t('isNew')}
            </Badge>
          )}
        </Group>
        <Group justify="space-between" wrap="nowrap" gap="xs">
          <Text span size="sm" truncate>
            {order.buyer.name}
          </Text>
          <Age at={since(order)} urgent={waiting} />
        </Group>
        <Group gap={6} wrap="nowrap" c="dimmed" fz="sm">
          <Way size={16} stroke={1.75} aria-hidden />
          {t(order.delivery_option)}
        </Group>
        <ReadyBy part={order} zone={zone} />
      </UnstyledButton>
      <ul className={classes.lines}>
        {order.lines.slice(0, LINES_SHOWN).map((line) => (
          <TicketLine key={line.id} line={line} />
        ))}
      </ul>
      {hidden > 0 && (
        <Text size="sm" c="dimmed">
          {t('moreLines', { count: hidden })}
        </Text>
      )}
      {order.note && <Text className={classes.note}>{t('orderNote', { note: order.note })}</Text>}
      {order.payment_method === 'cash' && order.paid_at === null && step && (
        <Group gap={6} wrap="nowrap" fz="sm" fw={600}>
          <IconCash size={18} stroke={1.75} aria-hidden />
          {t('cashDue', { amount: rupiah(order.total) })}
        </Group>
      )}
      <Group justify="space-between" gap="xs">
        <StateBadge status={order.status} method={order.payment_method} />
        <Money amount={order.total} fw={700} />
      </Group>
      {step && (
        <Group gap="xs" wrap="nowrap">
          {mayReject(order) && waiting && (
            <Button
              variant="default"
              size="md"
              px="md"
              onClick={onReject}
              aria-label={t('rejectOf', { number: order.call_number })}
            >
              {t('reject')}
            </Button>
          )}
          <Button
            flex={1}
            size="md"
            onClick={onMove}
            aria-label={t('moveOf', { step: stepName(order, step), number: order.call_number })}
          >
            {stepName(order, step)}
          </Button>
        </Group>
      )}
    </article>
  );
}

function TicketLine({ line }: { line: BoardLine }) {
  const t = useBoardTexts();
  const options = Object.values(line.options).join(', ');
  return (
    <li className={classes.line}>
      <div className={classes.thumb}>
        <Picture src={line.image_url} alt="" radius="var(--mantine-radius-sm)" />
      </div>
      <div className={classes.words}>
        <Text size="sm" fw={600} lh={1.3}>
          <span className={classes.quantity}>{line.quantity}×</span> {line.name}
        </Text>
        {options && (
          <Text size="xs" c="dimmed">
            {options}
          </Text>
        )}
        {line.note && <Text className={classes.note}>{t('note', { note: line.note })}</Text>}
      </div>
    </li>
  );
}
