import { Group, Stack, Text } from '@mantine/core';
import type { Amounts as All } from '@/api/purchaseTypes';
import { useOrderTexts } from '@/features/orders/i18n';
import { Money } from '@/ui/Money';

interface AmountsProps {
  amounts: All & { refunded?: number };
  totalLabel?: string;
  /** One shop's part: smaller, without what is nought. */
  small?: boolean;
}

/** Every amount that makes up the total, in the order in which it is added. */
export function Amounts({ amounts, totalLabel, small = false }: AmountsProps) {
  const t = useOrderTexts();
  const { subtotal, delivery_fee, discount, tax, total, refunded = 0 } = amounts;
  return (
    <Stack gap={6} fz={small ? 'sm' : 'md'}>
      <Row label={t('subtotal')} amount={subtotal} />
      {(delivery_fee > 0 || !small) && <Row label={t('deliveryFee')} amount={delivery_fee} />}
      {discount > 0 && <Row label={t('discount')} amount={-discount} />}
      <Group justify="space-between" fw={700} fz={small ? 'md' : 'lg'} mt={4}>
        <span>{totalLabel ?? t('total')}</span>
        <Money amount={total} />
      </Group>
      {tax > 0 && <Row label={t('tax')} amount={tax} quiet />}
      {refunded > 0 && <Row label={t('refunded')} amount={-refunded} />}
    </Stack>
  );
}

function Row({ label, amount, quiet = false }: { label: string; amount: number; quiet?: boolean }) {
  return (
    <Group justify="space-between">
      <Text span inherit c="dimmed">
        {label}
      </Text>
      <Money amount={amount} c={quiet ? 'dimmed' : undefined} />
    </Group>
  );
}
