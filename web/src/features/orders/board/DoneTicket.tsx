import { Group, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import type { BoardOrder } from '@/api/sellerTypes';
import { Age } from '@/features/orders/board/Age';
import classes from '@/features/orders/board/board.module.css';
import { since } from '@/features/orders/board/columns';
import { useBoardTexts } from '@/features/orders/board/i18n';
import { StateBadge } from '@/features/orders/StateBadge';
import { Money } from '@/ui/Money';

/** An order that needs no hands any more, as short as it can be: the work beside it is what matters. */
export function DoneTicket({ order, onOpen }: { order: BoardOrder; onOpen: () => void }) {
  const t = useBoardTexts();
  const contents = order.lines.map(({ quantity, name }) => `${quantity}× ${name}`).join(', ');
  return (
    <article className={classes.ticket} aria-label={order.call_number} data-done>
      <UnstyledButton className={classes.opener} onClick={onOpen}>
        <VisuallyHidden>{t('open')}</VisuallyHidden>
        <Text className={classes.callNumber} data-done>
          {order.call_number}
        </Text>
        <Group justify="space-between" wrap="nowrap" gap="xs" fz="sm">
          <Text span inherit truncate>
            {order.buyer.name}
          </Text>
          <Age at={since(order)} urgent={false} />
        </Group>
      </UnstyledButton>
      <Text size="xs" c="dimmed" truncate>
        {contents}
      </Text>
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <StateBadge status={order.status} method={order.payment_method} size="sm" />
        <Money amount={order.total} fw={600} fz="sm" />
      </Group>
    </article>
  );
}
