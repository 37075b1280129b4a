import { Button, Center, Loader, Stack, Text } from '@mantine/core';
import { IconCircleCheck, IconLinkOff } from '@tabler/icons-react';
import { useSession } from '@/api/session';
import { useLinkToken } from '@/app/shop/linkToken';
import { useIdentityTexts } from '@/features/identity/i18n';
import { useResendVerification, useVerifiedEmail } from '@/features/identity/queries';
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
