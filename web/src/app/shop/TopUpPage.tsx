import { useNavigate, useSearch } from '@tanstack/react-router';
import { usePaymentTexts } from '@/features/payments/i18n';
import { TopUpForm } from '@/features/payments/TopUpForm';
import { Page } from '@/ui/Page';

export function TopUpPage() {
  const t = usePaymentTexts();
  const navigate = useNavigate();
  const last = useSearch({ from: '/shop/wallet/top-up' });
  return (
    <Page title={t('topUpTitle')} width="narrow">
      <TopUpForm
        last={last}
        onStarted={(payment) => void navigate({ to: '/payments/$payment', params: { payment: payment.id } })}
      />
    </Page>
  );
}
