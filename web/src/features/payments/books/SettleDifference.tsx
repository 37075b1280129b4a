import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconZoomMoney } from '@tabler/icons-react';
import type { Payment } from '@/api/sellerTypes';
import { useBooksTexts } from '@/features/payments/books/i18n';
import { useSettleDifference } from '@/features/payments/books/queries';
import { rupiah } from '@/lib/money';

/** Another amount has come than was asked: a person takes it, or sends it back. */
export function SettleDifference({ payment }: { payment: Payment }) {
  const t = useBooksTexts();
  const settle = useSettleDifference();
  const came = payment.came ?? 0;
  const difference = rupiah(Math.abs(came - payment.amount));
  const topUp = payment.order_id === null;
  const effect = topUp ? 'acceptTopUp' : came > payment.amount ? 'acceptMore' : 'acceptLess';
  async function decide(decision: 'accepted' | 'returned') {
    await settle.mutateAsync({ payment: payment.id, decision });
    notifications.show({ color: 'teal', message: t(`done_${decision}`) }); // by then this question is gone
  }
  return (
    <Alert color="yellow" icon={<IconZoomMoney aria-hidden />} title={t('differs')}>
      <Stack gap="sm">
        <Text>
          {t('differsText', { came: rupiah(came), amount: rupiah(payment.amount) })}{' '}
          {t(effect, { difference })}
        </Text>
        <Group gap="xs">
          <Button loading={settle.isPending} onClick={() => void decide('accepted').catch(() => undefined)}>
            {t('accept')}
          </Button>
          <Button
            variant="default"
            loading={settle.isPending}
            onClick={() => void decide('returned').catch(() => undefined)}
          >
            {t('sendBack', { came: rupiah(came) })}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
