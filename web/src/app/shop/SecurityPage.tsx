import { BackLink } from '@/app/shop/BackLink';
import { Devices } from '@/features/identity/profile/Devices';
import { useProfileTexts } from '@/features/identity/profile/i18n';
import { PasswordForm } from '@/features/identity/profile/PasswordForm';
import { Page } from '@/ui/Page';

export function SecurityPage() {
  const t = useProfileTexts();
  return (
    <Page title={t('security')} width="narrow" above={<BackLink to="/account">{t('title')}</BackLink>}>
      <PasswordForm />
      <Devices />
    </Page>
  );
}
