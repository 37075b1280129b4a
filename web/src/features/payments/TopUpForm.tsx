import { Alert, Button, Chip, Group, NumberInput, Stack, Text } from '@mantine/core';
import { useRef, useState } from 'react';
import { idempotencyKey } from '@/api/client';
import { isProblem } from '@/api/problem';
import type { GatewayMethod, Payment } from '@/api/purchaseTypes';
import { usePaymentTexts } from '@/features/payments/i18n';
import { MethodPicker } from '@/features/payments/MethodPicker';
import {
  GATEWAY_METHODS,
  MAX_TOP_UP,
  MIN_TOP_UP,
  TOP_UP_CHOICES,
  type Way,
  wayBy,
} from '@/features/payments/methods';
import { useTopUp, useWallet } from '@/features/payments/queries';
import type { TopUpParams } from '@/features/payments/topUpParams';
import { rupiah } from '@/lib/money';
import { problemText } from '@/ui/problemTexts';

interface TopUpFormProps {
  /** What was chosen before, to begin with. */
  last: TopUpParams;
  onStarted: (payment: Payment) => void;
}

/** How much, by what way; goes on to the payment. */
export function TopUpForm({ last, onStarted }: TopUpFormProps) {
  const t = usePaymentTexts();
  const wallet = useWallet().data;
  const [amount, setAmount] = useState<number | null>(last.amount ?? 100_000);
  const [way, setWay] = useState<Way>(() => ({
    ...wayBy(last.method ?? 'qris'),
    ...(last.bank && { bank: last.bank }),
  }));
  const [tried, setTried] = useState(false);
  const key = useRef(idempotencyKey());
  const topUp = useTopUp();

  const room = wallet ? Math.max(0, wallet.limit - wallet.balance) : MAX_TOP_UP;
  const limits = { least: rupiah(MIN_TOP_UP), most: rupiah(MAX_TOP_UP) };
  const refused = amountRefused();

  function amountRefused(): string | null {
    if (amount === null || amount < MIN_TOP_UP || amount > MAX_TOP_UP) return t('topUpRefused', limits);
    if (wallet && amount > room) return t('topUpOver', { limit: rupiah(wallet.limit), room: rupiah(room) });
    return null;
  }

  function submit(event: React.FormEvent) {
    event.preventDefault();
    setTried(true);
    if (refused || amount === null) return;
    const wanted = { amount, method: way.method as GatewayMethod, ...(way.bank && { bank: way.bank }) };
    topUp.mutate(
      { key: key.current, ...wanted },
      {
        onSuccess: onStarted,
        // Refused for good: the next try is another wish. After a lost answer the same key asks again.
        onError: (error) => {
          if (isProblem(error) && error.status >= 400 && error.status < 500) key.current = idempotencyKey();
        },
      },
    );
  }

  return (
    <form noValidate onSubmit={submit}>
      <Stack gap="lg">
        {topUp.isError && (
          <Alert color="red" role="alert">
            {problemText(topUp.error)}
          </Alert>
        )}
        <Stack gap="xs">
          <NumberInput
            label={t('topUpAmount')}
            description={t('topUpLimits', limits)}
            value={amount ?? ''}
            onChange={(value) => setAmount(typeof value === 'number' ? value : null)}
            error={tried ? refused : null}
            prefix="Rp"
            thousandSeparator="."
            decimalSeparator=","
            allowDecimal={false}
            allowNegative={false}
            hideControls
            size="lg"
            inputMode="numeric"
          />
          <Chip.Group value={String(amount)} onChange={(value) => setAmount(Number(value))}>
            <Group gap="xs" role="radiogroup" aria-label={t('topUpAmount')}>
              {TOP_UP_CHOICES.filter((choice) => choice <= room).map((choice) => (
                <Chip key={choice} value={String(choice)} variant="light">
                  {rupiah(choice)}
                </Chip>
              ))}
            </Group>
          </Chip.Group>
        </Stack>
        <Stack gap="xs">
          <Text fw={600}>{t('method')}</Text>
          <MethodPicker value={way} onChange={setWay} methods={GATEWAY_METHODS} amount={amount ?? 0} />
        </Stack>
        <Button type="submit" size="md" loading={topUp.isPending}>
          {t('goPay')}
        </Button>
      </Stack>
    </form>
  );
}
