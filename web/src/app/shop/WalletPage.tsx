import { usePaymentTexts } from '@/features/payments/i18n';
import { WalletCard } from '@/features/payments/WalletCard';
import { WalletEntries } from '@/features/payments/WalletEntries';
import { Page } from '@/ui/Page';

export function WalletPage() {
  const t = usePaymentTexts();
  return (
    <Page title={t('walletTitle')} width="narrow">
      <WalletCard />
      <WalletEntries />
    </Page>
  );
}
