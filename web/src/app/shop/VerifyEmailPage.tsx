import { Button, Center, Loader, Stack, Text } from '@mantine/core';
import { IconCircleCheck, IconLinkOff, IconMailQuestion } from '@tabler/icons-react';
import { isProblem } from '@/api/problem';
import { useSession } from '@/api/session';
import { useLinkToken } from '@/app/shop/linkToken';
import { useIdentityTexts } from '@/features/identity/i18n';
import { useResendVerification, useSignOut, useVerifiedEmail } from '@/features/identity/queries';
import { ButtonLink } from '@/ui/ButtonLink';
import { EmptyState } from '@/ui/EmptyState';
import { Page } from '@/ui/Page';
import { problemText } from '@/ui/problemTexts';

/** Where the link in the e-mail leads. */
export function VerifyEmailPage() {
  const t = useIdentityTexts();
  const token = useLinkToken();
  const { status } = useSession();
  const verified = useVerifiedEmail(token);
  const resend = useResendVerification();
  const signOut = useSignOut();

  if (verified.isSuccess) {
    return (
      <Page title={t('verified')} headless width="narrow">
        <EmptyState
          icon={IconCircleCheck}
          title={t('verified')}
          action={<ButtonLink to="/">{t('startShopping')}</ButtonLink>}
        >
          {t('verifiedText')}
        </EmptyState>
      </Page>
    );
  }
  if (token && verified.isPending) {
    return (
      <Page title={t('verifyTitle')} headless width="narrow">
        <Center py={96} role="status">
          <Stack align="center">
            <Loader />
            <Text>{t('verifying')}</Text>
          </Stack>
        </Center>
      </Page>
    );
  }
  if (token && isProblem(verified.error, 'other_account')) {
    const guest = status !== 'signed_in';
    return (
      <Page title={t('verifyTitle')} headless width="narrow">
        <EmptyState
          icon={IconMailQuestion}
          title={t(guest ? 'signInToConfirm' : 'otherAccount')}
          action={
            guest ? (
              <ButtonLink to="/sign-in" search={{ next: `/verify-email#${token}` }}>
                {t('signIn')}
              </ButtonLink>
            ) : (
              <Button loading={signOut.isPending} onClick={() => signOut.mutate()}>
                {t('signOut')}
              </Button>
            )
          }
        >
          {t(guest ? 'signInToConfirmText' : 'otherAccountText')}
        </EmptyState>
      </Page>
    );
  }
  const again =
    status === 'signed_in' ? (
      <Button loading={resend.isPending} disabled={resend.isSuccess} onClick={() => resend.mutate()}>
        {t(resend.isSuccess ? 'resent' : 'resend')}
      </Button>
    ) : (
      <ButtonLink to="/sign-in" search={{ next: '/verify-email' }}>
        {t('signIn')}
      </ButtonLink>
    );
  return (
    <Page title={t('verifyTitle')} headless width="narrow">
      <EmptyState
        icon={IconLinkOff}
        title={token ? problemText(verified.error) : t('noToken')}
        action={again}
      >
        {t('noTokenText')}
      </EmptyState>
    </Page>
  );
}
