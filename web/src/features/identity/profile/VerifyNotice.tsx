import { Alert, Button, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconMail } from '@tabler/icons-react';
import type { User } from '@/api/types';
import { useProfileTexts } from '@/features/identity/profile/i18n';
import { PendingEmail } from '@/features/identity/profile/PendingEmail';
import { useResendVerification } from '@/features/identity/queries';

/** Only for whoever has not opened the link yet: of the account's address, or of the one asked for. */
export function VerifyNotice({ user }: { user: User }) {
  const t = useProfileTexts();
  const resend = useResendVerification();
  if (user.pending_email) return <PendingEmail user={user} email={user.pending_email} />;
  if (user.email_verified || !user.email) return null;
  const { email } = user;
  return (
    <Alert color="yellow" icon={<IconMail aria-hidden />} title={t('unverified', { email })}>
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{t('unverifiedText')}</Text>
        <Button
          size="sm"
          variant="default"
          loading={resend.isPending}
          onClick={() =>
            resend.mutate(undefined, {
              onSuccess: () => notifications.show({ color: 'teal', message: t('resent', { email }) }),
            })
          }
        >
          {t('resend')}
        </Button>
      </Stack>
    </Alert>
  );
}
