import { Alert, Card } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Payment } from '@/api/sellerTypes';
import classes from '@/features/payments/books/books.module.css';
import { useBooksTexts } from '@/features/payments/books/i18n';
import { bankName } from '@/features/payments/i18n';
import { Money } from '@/ui/Money';
import { StatusBadge } from '@/ui/StatusBadge';
import { When } from '@/ui/When';

interface PaymentFactsProps {
  payment: Payment;
  payer: ReactNode;
  /** What was bought with it. */
  order: ReactNode;
}

/** What the books know of one payment. */
export function PaymentFacts({ payment, payer, order }: PaymentFactsProps) {
  const t = useBooksTexts();
  const method = [t(`method_${payment.method}`), bankName(payment.bank)].filter(Boolean).join(' · ');
  return (
    <Card>
      {payment.flag && (
        <Alert color="red" icon={<IconAlertTriangle aria-hidden />} mb="md">
          {t('why', { why: t(`flag_${payment.flag}`) })}
        </Alert>
      )}
      <dl className={classes.facts}>
        <Fact name={t('status')}>
          <StatusBadge status={payment.status} />
        </Fact>
        <Fact name={t('amount')}>
          <Money amount={payment.amount} />
        </Fact>
        <Fact name={t('received')}>
          <Money amount={payment.received} />
        </Fact>
        {payment.came !== null && (
          <Fact name={t('came')}>
            <Money amount={payment.came} />
          </Fact>
        )}
        {payment.refunded > 0 && (
          <Fact name={t('refunded')}>
            <Money amount={payment.refunded} />
          </Fact>
        )}
        {payment.reversed > 0 && (
          <>
            <Fact name={t('reversed')}>
              <Money amount={payment.reversed} />
            </Fact>
            <Fact name={t('lost')}>
              <Money amount={payment.lost} />
            </Fact>
          </>
        )}
        <Fact name={t('method')}>{method}</Fact>
        {payment.provider && (
          <Fact name={t('provider')}>
            <span className={classes.provider}>{payment.provider}</span>
          </Fact>
        )}
        <Fact name={t('payer')}>{payer}</Fact>
        <Fact name={t('order')}>{order}</Fact>
        <Fact name={t('at')}>
          <When at={payment.created_at} show="both" />
        </Fact>
        {payment.paid_at && (
          <Fact name={t('paidAt')}>
            <When at={payment.paid_at} show="both" />
          </Fact>
        )}
        {payment.expires_at && !payment.paid_at && (
          <Fact name={t('expires')}>
            <When at={payment.expires_at} show="both" />
          </Fact>
        )}
      </dl>
    </Card>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
