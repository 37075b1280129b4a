import { Stack, Text, Title } from '@mantine/core';
import type { Refund } from '@/api/purchaseTypes';
import { useRefundTexts } from '@/features/payments/refundTexts';
import { Money } from '@/ui/Money';
import { When } from '@/ui/When';

/** What went back, where to, and why it took another way, if it did. */
export function Refunds({ refunds }: { refunds: Refund[] }) {
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
        </div>
      ))}
    </Stack>
  );
}
