import { Stack, Text, Title } from '@mantine/core';
import type { Refund, ShopOrder } from '@/api/purchaseTypes';
import { useRefundTexts } from '@/features/payments/refundTexts';
import { Money } from '@/ui/Money';
import { When } from '@/ui/When';

interface RefundsProps {
  refunds: Refund[];
  /** Those of the order, to name where the money came from; undefined for a top-up, and while they are on their way. */
  shopOrders: ShopOrder[] | undefined;
}

/** What went back, from which shops, where to, and why it took another way, if it did. */
export function Refunds({ refunds, shopOrders = [] }: RefundsProps) {
  const t = useRefundTexts();
  if (refunds.length === 0) return null;
  return (
    <Stack component="section" gap="xs">
      <Title order={2} fz="lg">
        {t('refunds')}
      </Title>
      {refunds.map((refund) => (
        <div key={refund.id}>
          <Text>
            <Money amount={refund.amount} fw={600} /> {t(`route_${refund.route}`)} ·{' '}
            {t(`refund_${refund.status}`)}
          </Text>
          <Text size="sm" c="dimmed">
            <When at={refund.created_at} show="both" />
            {refund.note && ` · ${t(`note_${refund.note}`)}`}
          </Text>
          <Parts refund={refund} shopOrders={shopOrders} />
        </div>
      ))}
    </Stack>
  );
}

/** How much of it each shop order had; one that went back for a single shop order says nothing new. */
function Parts({ refund, shopOrders }: { refund: Refund; shopOrders: ShopOrder[] }) {
  const t = useRefundTexts();
  if (refund.shop_order_id !== null && refund.parts.length < 2) return null;
  const parts = refund.parts.flatMap(({ shop_order_id: id, amount }) => {
    const from = shopOrders.find((one) => one.id === id);
    return from ? [{ id, amount, number: from.number, shop: from.shop.name }] : [];
  });
  if (parts.length === 0) return null;
  return (
    <Stack component="ul" gap={2} m={0} mt={4} pl="md" aria-label={t('fromShops')}>
      {parts.map(({ id, amount, number, shop }) => (
        <Text key={id} component="li" size="sm">
          {shop} · {number}: <Money amount={amount} />
        </Text>
      ))}
    </Stack>
  );
}
