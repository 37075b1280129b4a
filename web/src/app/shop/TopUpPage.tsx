import { useNavigate } from '@tanstack/react-router';
import { usePaymentTexts } from '@/features/payments/i18n';
import { TopUpForm } from '@/features/payments/TopUpForm';
import { Page } from '@/ui/Page';

export function TopUpPage() {
  const t = usePaymentTexts();
  const navigate = useNavigate();
  return (
    <Page title={t('topUpTitle')} width="narrow">
      <TopUpForm
        onStarted={(payment) => void navigate({ to: '/payments/$payment', params: { payment: payment.id } })}
      />
    </Page>
  );
}
