import { Alert, Button, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { Payment } from '@/api/purchaseTypes';
import { usePaymentTexts } from '@/features/payments/i18n';
import { MethodPicker } from '@/features/payments/MethodPicker';
import { GATEWAY_METHODS, type Way } from '@/features/payments/methods';
import { useNewAttempt } from '@/features/payments/queries';
import { problemText } from '@/ui/problemTexts';
import { Sheet } from '@/ui/Sheet';

interface ChangeMethodProps {
  payment: Payment & { order_id: string };
  opened: boolean;
  onClose: () => void;
  /** The attempt that counts from now on. */
  onChanged: (payment: Payment) => void;
}

const METHODS = ['wallet', ...GATEWAY_METHODS] as const;

/** Another way to pay the same order. */
export function ChangeMethod({ payment, opened, onClose, onChanged }: ChangeMethodProps) {
  const t = usePaymentTexts();
  const [way, setWay] = useState<Way | null>(null);
  const attempt = useNewAttempt();

  function pay() {
    if (way) attempt.mutate({ order: payment.order_id, way }, { onSuccess: onChanged });
  }

  return (
    <Sheet opened={opened} onClose={onClose} title={t('change')}>
      <Stack gap="md">
        <Text c="dimmed">{t('changeHint')}</Text>
        {attempt.isError && (
          <Alert color="red" role="alert">
            {problemText(attempt.error)}
          </Alert>
        )}
        <MethodPicker value={way} onChange={setWay} methods={METHODS} amount={payment.amount} />
        <Button size="md" disabled={!way} loading={attempt.isPending} onClick={pay}>
          {t('changeTo')}
        </Button>
      </Stack>
    </Sheet>
  );
}
