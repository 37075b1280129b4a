import { Alert, Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { idempotencyKey } from '@/api/client';
import type { Payment } from '@/api/sellerTypes';
import { useBooksTexts } from '@/features/payments/books/i18n';
import { useRefund } from '@/features/payments/books/queries';
import { rupiah } from '@/lib/money';
import { problemText } from '@/ui/problemTexts';
import { RupiahInput } from '@/ui/RupiahInput';
import { Sheet } from '@/ui/Sheet';

interface RefundSheetProps {
  payment: Payment;
  opened: boolean;
  onClose: () => void;
}

/** Gives money back by hand, at most what is left of what came in. */
export function RefundSheet({ payment, opened, onClose }: RefundSheetProps) {
  const t = useBooksTexts();
  return (
    <Sheet opened={opened} onClose={onClose} title={t('refund')}>
      {opened && <RefundForm payment={payment} onDone={onClose} />}
    </Sheet>
  );
}

function RefundForm({ payment, onDone }: { payment: Payment; onDone: () => void }) {
  const t = useBooksTexts();
  const refund = useRefund();
  const most = payment.received - payment.refunded;
  const [key] = useState(idempotencyKey);
  const [amount, setAmount] = useState<number | null>(most);
  const [reason, setReason] = useState('');
  const good = amount !== null && amount > 0 && amount <= most && reason.trim().length > 0;

  function submit(event: React.FormEvent) {
    event.preventDefault();
    if (!good) return;
    refund.mutate(
      { key, payment, amount, reason: reason.trim() },
      {
        onSuccess: () => {
          notifications.show({ color: 'teal', message: t('refundDone', { amount: rupiah(amount) }) });
          onDone();
        },
      },
    );
  }

  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Text>{t('refundText', { most: rupiah(most) })}</Text>
        {refund.isError && (
          <Alert color="red" role="alert">
            {problemText(refund.error)}
          </Alert>
        )}
        <RupiahInput label={t('refundAmount')} max={most} value={amount} onChange={setAmount} />
        <Textarea
          label={t('refundReason')}
          required
          autosize
          minRows={2}
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onDone}>
            {t('cancel')}
          </Button>
          <Button type="submit" color="red.8" disabled={!good} loading={refund.isPending}>
            {t('refundNow', { amount: rupiah(amount ?? 0) })}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
