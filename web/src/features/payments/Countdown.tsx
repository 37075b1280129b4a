import { Group, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { usePaymentTexts } from '@/features/payments/i18n';
import classes from '@/features/payments/payment.module.css';
import { countdown, secondsUntil } from '@/lib/time';
import { When } from '@/ui/When';

/** How long one may still pay, and until when by the clock. `onOver` is called once, when the time is up. */
export function Countdown({ until, onOver }: { until: string; onOver: () => void }) {
  const t = usePaymentTexts();
  const [left, setLeft] = useState(() => secondsUntil(until));
  const over = left === 0;

  useEffect(() => {
    const timer = setInterval(() => setLeft(secondsUntil(until)), 1000);
    return () => clearInterval(timer);
  }, [until]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: told once, whatever the caller passes later
  useEffect(() => {
    if (over) onOver();
  }, [over]);

  return (
    <Group justify="space-between" gap="xs">
      <div>
        <Text size="sm" c="dimmed">
          {t('payBefore')}
        </Text>
        <span className={classes.timer} role="timer">
          {countdown(left)}
        </span>
      </div>
      <Text size="sm" c="dimmed" ta="right">
        {t('payBeforeAt')}
        <br />
        <When at={until} show="both" />
      </Text>
    </Group>
  );
}
