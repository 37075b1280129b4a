import { Group, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import {
  IconArrowBackUp,
  IconCheck,
  IconClockX,
  IconReceiptRefund,
  IconX,
  IconZoomMoney,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { PaymentDetail } from '@/api/purchaseTypes';
import { usePaymentTexts } from '@/features/payments/i18n';
import { rupiah } from '@/lib/money';
import { Money } from '@/ui/Money';
import { When } from '@/ui/When';

const LOOKS = {
  paid: { icon: IconCheck, color: 'teal' },
  failed: { icon: IconX, color: 'red' },
  reversed: { icon: IconArrowBackUp, color: 'red' },
  expired: { icon: IconClockX, color: 'yellow' },
  cancelled: { icon: IconClockX, color: 'gray' },
  refunded: { icon: IconReceiptRefund, color: 'grape' },
  review: { icon: IconZoomMoney, color: 'yellow' },
} as const;

interface PaymentOutcomeProps {
  payment: PaymentDetail;
  /** The order has a newer attempt, which is the one that counts. */
  replaced: boolean;
  /** Until when the goods wait for another attempt, where they do. */
  keptUntil: string | undefined;
  /** What to do next. */
  children: ReactNode;
}

/** How it ended, in one glance, and the next step. */
export function PaymentOutcome({ payment, replaced, keptUntil, children }: PaymentOutcomeProps) {
  const t = usePaymentTexts();
  const outcome = outcomeOf(payment);
  const { icon: Icon, color } = LOOKS[outcome];
  const amount = rupiah(payment.amount);
  const words = {
    paid: payment.order_id ? t('paidText') : t('topUpPaidText', { amount }),
    failed: t('failedText'),
    reversed: t('reversedText'),
    expired: t(payment.order_id ? 'expiredText' : 'topUpExpiredText'),
    cancelled: t(replaced ? 'replacedText' : 'cancelledText'),
    refunded: t('refundedText', { amount: rupiah(payment.refunded) }),
    review: t('reviewText', { came: rupiah(payment.came ?? 0), amount }),
  };
  return (
    <Stack align="center" ta="center" gap="sm" py="lg" role="status" data-outcome={outcome}>
      <ThemeIcon size={88} radius={44} color={color} variant="light" aria-hidden>
        <Icon size={44} stroke={1.75} />
      </ThemeIcon>
      <Title order={2}>
        {t(payment.status === 'partly_refunded' ? 'partlyRefundedTitle' : `${outcome}Title`)}
      </Title>
      <Money amount={payment.came ?? payment.amount} fz="1.75rem" fw={750} />
      <Text c="dimmed" maw={440}>
        {words[outcome]}
      </Text>
      {outcome === 'failed' && keptUntil && (
        <Text fw={600}>
          {t('keptUntil')} <When at={keptUntil} show="clock" />
        </Text>
      )}
      {payment.paid_at && (
        <Text size="sm" c="dimmed">
          {t('paidAt')} <When at={payment.paid_at} show="both" /> · {t(payment.method)}
        </Text>
      )}
      <Group justify="center" mt="sm">
        {children}
      </Group>
    </Stack>
  );
}

function outcomeOf({ status, reversed }: PaymentDetail): keyof typeof LOOKS {
  if (reversed > 0) return 'reversed';
  if (status === 'authorized') return 'review';
  if (status === 'refunded' || status === 'partly_refunded') return 'refunded';
  if (status === 'failed' || status === 'expired' || status === 'cancelled') return status;
  return 'paid';
}
