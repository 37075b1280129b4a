import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconFlask } from '@tabler/icons-react';
import type { Payment } from '@/api/purchaseTypes';
import { usePaymentTexts } from '@/features/payments/i18n';
import classes from '@/features/payments/payment.module.css';
import { useSimulate } from '@/features/payments/queries';

/** Demo and test mode only, when the server says where its simulator is: stands in for the bank. */
export function SimulateBox({ payment }: { payment: Payment }) {
  const t = usePaymentTexts();
  const simulate = useSimulate(payment);
  const url = payment.action.simulate_url;
  if (!url) return null;
  return (
    <Stack component="section" gap="sm" className={classes.simulate} aria-label={t('simulate')}>
      <Group gap="xs" wrap="nowrap">
        <IconFlask size={20} aria-hidden />
        <Title order={2} fz="md">
          {t('simulate')}
        </Title>
      </Group>
      <Text size="sm" c="dimmed">
        {t('simulateHint')}
      </Text>
      <Group gap="xs">
        <Button loading={simulate.isPending} onClick={() => simulate.mutate('settle')}>
          {t('settle')}
        </Button>
        <Button variant="default" disabled={simulate.isPending} onClick={() => simulate.mutate('deny')}>
          {t('deny')}
        </Button>
        <Button variant="default" disabled={simulate.isPending} onClick={() => simulate.mutate('expire')}>
          {t('expire')}
        </Button>
      </Group>
      {simulate.isError && (
        <Text size="sm" c="red" role="alert">
          {t('simulatorAway')}
        </Text>
      )}
      <Anchor size="sm" href={url.replace('/simulate/', '/pay/')} target="_blank" rel="noreferrer">
        {t('simulatorPage')}
      </Anchor>
    </Stack>
  );
}
