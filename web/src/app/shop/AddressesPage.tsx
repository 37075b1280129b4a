import { BackLink } from '@/app/shop/BackLink';
import { AddressBook } from '@/features/identity/profile/AddressBook';
import { useProfileTexts } from '@/features/identity/profile/i18n';
import { Page } from '@/ui/Page';

export function AddressesPage() {
  const t = useProfileTexts();
  return (
    <Page title={t('addresses')} width="narrow" above={<BackLink to="/account">{t('title')}</BackLink>}>
      <AddressBook />
    </Page>
  );
}
