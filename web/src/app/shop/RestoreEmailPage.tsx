import { Button } from '@mantine/core';
import { IconCircleCheck, IconLinkOff, IconShieldLock } from '@tabler/icons-react';
import { isProblem } from '@/api/problem';
import { useLinkToken } from '@/app/shop/linkToken';
import { useIdentityTexts } from '@/features/identity/i18n';
import { useRestoreEmail } from '@/features/identity/queries';
import { ButtonLink } from '@/ui/ButtonLink';
import { EmptyState } from '@/ui/EmptyState';
import { Page } from '@/ui/Page';
import { problemText } from '@/ui/problemTexts';

/** Where the mail to an old address leads. It takes a press, for it signs everybody out. */
export function RestoreEmailPage() {
  const t = useIdentityTexts();
  const token = useLinkToken();
  const restore = useRestoreEmail();
  const expired = isProblem(restore.error, 'link_expired');
  const signIn = <ButtonLink to="/sign-in">{t('signIn')}</ButtonLink>;
  if (restore.isSuccess) {
    return (
      <Page title={t('restored')} headless width="narrow">
        <EmptyState icon={IconCircleCheck} title={t('restored')} action={signIn}>
          {t('restoredText')}
        </EmptyState>
      </Page>
    );
  }
  if (!token || restore.isError) {
    return (
      <Page title={t('restoreTitle')} headless width="narrow">
        <EmptyState
          icon={IconLinkOff}
          title={!token ? t('noToken') : expired ? t('restoreExpired') : problemText(restore.error)}
          action={signIn}
        >
          {t(token ? 'restoreFailedText' : 'restoreNoToken')}
        </EmptyState>
      </Page>
    );
  }
  return (
    <Page title={t('restoreTitle')} headless width="narrow">
      <EmptyState
        icon={IconShieldLock}
        title={t('restoreTitle')}
        action={
          <Button size="md" loading={restore.isPending} onClick={() => restore.mutate(token)}>
            {t('restore')}
          </Button>
        }
      >
        {t('restoreText')}
      </EmptyState>
    </Page>
  );
}
