import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconMailForward } from '@tabler/icons-react';
import type { User } from '@/api/types';
import { useProfileTexts } from '@/features/identity/profile/i18n';
import { useWithdrawEmail } from '@/features/identity/profile/queries';
import { useResendVerification } from '@/features/identity/queries';

/** The address that was asked for: send the link again, or stay with the present one. */
export function PendingEmail({ user, email }: { user: User; email: string }) {
  const t = useProfileTexts();
  const resend = useResendVerification();
  const withdraw = useWithdrawEmail();
  const say = (message: string) => notifications.show({ color: 'teal', message });
  return (
    <Alert color="yellow" icon={<IconMailForward aria-hidden />} title={t('pending', { email })}>
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{user.email ? t('pendingText', { present: user.email }) : t('pendingTextNone')}</Text>
        <Group gap="xs">
          <Button
            size="sm"
            variant="default"
            loading={resend.isPending}
            onClick={() => resend.mutate(undefined, { onSuccess: () => say(t('resent', { email })) })}
          >
            {t('resend')}
          </Button>
          <Button
            size="sm"
            variant="subtle"
            loading={withdraw.isPending}
            onClick={() => withdraw.mutate(undefined, { onSuccess: () => say(t('withdrawn')) })}
          >
            {t('withdraw')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
