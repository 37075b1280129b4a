import { useSession } from '@/api/session';
import { BackLink } from '@/app/shop/BackLink';
import { useProfileTexts } from '@/features/identity/profile/i18n';
import { PreferencesForm } from '@/features/identity/profile/PreferencesForm';
import { ProfileForm } from '@/features/identity/profile/ProfileForm';
import { VerifyNotice } from '@/features/identity/profile/VerifyNotice';
import { Page } from '@/ui/Page';

export function ProfilePage() {
  const t = useProfileTexts();
  const { user } = useSession();
  if (!user) return null;
  return (
    <Page title={t('profile')} width="narrow" above={<BackLink to="/account">{t('title')}</BackLink>}>
      <VerifyNotice user={user} />
      <ProfileForm user={user} />
      <PreferencesForm user={user} />
    </Page>
  );
}
