import { Alert, Button, Group, Text } from '@mantine/core';
import type { CartItem, CartNotice } from '@/api/types';
import { useCartTexts } from '@/features/cart/i18n';
import { remedy } from '@/features/cart/lines';
import { rupiah } from '@/lib/money';
import { ButtonLink } from '@/ui/ButtonLink';

/** Nothing that keeps the line from being bought. */
const INFORMS: ReadonlySet<string> = new Set(['price_changed', 'in_own_order']);

interface CartNoticesProps {
  item: CartItem;
  /** Sets the quantity; the same one says that today's price has been seen. */
  onTake: (quantity: number) => void;
}

/** What has changed since the line was put in, and what to do about it. */
export function CartNotices({ item, onTake }: CartNoticesProps) {
  return item.notices.map((notice) => (
    <Alert
      key={notice.code}
      color={INFORMS.has(notice.code) ? 'blue' : 'yellow'}
      py={6}
      px="sm"
      role="status"
      data-notice={notice.code}
    >
      <Group justify="space-between" gap="xs">
        <Words notice={notice} />
        <WayOut notice={notice} item={item} onTake={onTake} />
      </Group>
    </Alert>
  ));
}

function Words({ notice }: { notice: CartNotice }) {
  const t = useCartTexts();
  const { code, left, limit, old, new: now } = notice;
  if (code !== 'price_changed') {
    return <Text size="sm">{t(code, { left: left ?? 0, limit: limit ?? 0 })}</Text>;
  }
  const words = { old: rupiah(old ?? 0), new: rupiah(now ?? 0) };
  return <Text size="sm">{t((now ?? 0) > (old ?? 0) ? 'priceUp' : 'priceDown', words)}</Text>;
}

function WayOut({ notice, item, onTake }: { notice: CartNotice } & CartNoticesProps) {
  const t = useCartTexts();
  if (notice.code === 'price_changed') {
    return (
      <Button size="compact-sm" variant="default" onClick={() => onTake(item.quantity)}>
        {t('understood')}
      </Button>
    );
  }
  if (notice.code === 'in_own_order' && notice.order_id) {
    return (
      <ButtonLink to="/orders/$order" params={{ order: notice.order_id }} size="compact-sm" variant="default">
        {t('seeOwnOrder')}
      </ButtonLink>
    );
  }
  const left = remedy({ ...item, notices: [notice] });
  if (!left) return null;
  return (
    <Button size="compact-sm" variant="default" onClick={() => onTake(left)}>
      {t('take', { left })}
    </Button>
  );
}
