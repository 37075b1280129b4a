import { Button, Loader, Stack, Text, Title } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import type { Payment } from '@/api/purchaseTypes';
import { Copyable, inFours } from '@/features/payments/Copyable';
import { bankName, usePaymentTexts } from '@/features/payments/i18n';
import classes from '@/features/payments/payment.module.css';
import { QrCode } from '@/features/payments/QrCode';
import { rupiah } from '@/lib/money';

/** What the payer has to do now. */
export function PaymentAction({ payment }: { payment: Payment }) {
  const t = usePaymentTexts();
  const { action } = payment;
  if (action.type === 'virtual_account') return <VirtualAccount payment={payment} />;
  if (action.type === 'redirect') return <Redirect payment={payment} />;
  if (action.type === 'qr' && action.qr_string) {
    return (
      <Stack gap="sm" align="center" ta="center">
        <Title order={2} fz="lg">
          {t('qrTitle')}
        </Title>
        <Qr payment={payment} text={action.qr_string} />
        <Text c="dimmed" maw={420}>
          {t('qrHint')}
        </Text>
      </Stack>
    );
  }
  return (
    <Stack align="center" py="lg" role="status">
      <Loader />
      <Text c="dimmed">{t('starting')}</Text>
    </Stack>
  );
}

function Qr({ payment, text }: { payment: Payment; text: string }) {
  const t = usePaymentTexts();
  return (
    <QrCode
      text={text}
      alt={t('qrAlt', { amount: rupiah(payment.amount) })}
      filename={`niaga-${payment.id}`}
    />
  );
}

function VirtualAccount({ payment }: { payment: Payment }) {
  const t = usePaymentTexts();
  const { action } = payment;
  const bank = bankName(action.bank ?? payment.bank);
  return (
    <Stack gap="sm">
      {action.va_number && (
        <Copyable label={t('vaTitle', { bank })} shown={inFours(action.va_number)} value={action.va_number} />
      )}
      {action.biller_code && (
        <Copyable label={t('billerCode')} shown={action.biller_code} value={action.biller_code} />
      )}
      {action.bill_key && (
        <Copyable label={t('billKey')} shown={inFours(action.bill_key)} value={action.bill_key} />
      )}
      <Copyable label={t('amountDue')} shown={rupiah(payment.amount)} value={String(payment.amount)} />
      <Text c="dimmed">{t('vaHint')}</Text>
      <Title order={2} fz="md">
        {t('vaHow')}
      </Title>
      <ol className={classes.steps}>
        <li>{t('vaStep1', { bank })}</li>
        <li>{t(action.bill_key ? 'billStep2' : 'vaStep2')}</li>
        <li>{t(action.bill_key ? 'billStep3' : 'vaStep3')}</li>
        <li>{t('vaStep4')}</li>
      </ol>
    </Stack>
  );
}

function Redirect({ payment }: { payment: Payment }) {
  const t = usePaymentTexts();
  const { action } = payment;
  const url = action.redirect_url ?? action.deeplink_url;
  const key = action.bank ?? '';
  const where = usePaymentTexts.has(key) ? t(key) : t('cardPage');
  return (
    <Stack gap="sm" align="center" ta="center">
      <Title order={2} fz="lg">
        {t('redirectTitle')}
      </Title>
      {url && (
        <Button component="a" href={url} size="md" rightSection={<IconExternalLink size={18} aria-hidden />}>
          {t('redirectTo', { where })}
        </Button>
      )}
      <Text c="dimmed">{t('redirectHint')}</Text>
      {action.qr_string && <Qr payment={payment} text={action.qr_string} />}
    </Stack>
  );
}
