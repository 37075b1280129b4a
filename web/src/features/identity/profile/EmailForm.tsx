import { Alert, Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { isProblem } from '@/api/problem';
import type { User } from '@/api/types';
import { isEmail } from '@/features/identity/account';
import { useProfileTexts } from '@/features/identity/profile/i18n';
import { useChangeProfile } from '@/features/identity/profile/queries';
import { refusedFields } from '@/features/identity/refusedFields';
import { problemText } from '@/ui/problemTexts';

/** Another e-mail address. It counts once the link sent to it is used. */
export function EmailForm({ user, onChanged }: { user: User; onChanged: () => void }) {
  const t = useProfileTexts();
  const change = useChangeProfile();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { email: '', password: '' },
    validate: {
      email: (value) => {
        if (!isEmail(value)) return t('badEmail');
        return value.trim().toLowerCase() === user.email ? t('sameEmail') : null;
      },
      password: (value) => (value ? null : t('required')),
    },
  });

  function submit({ email, password }: { email: string; password: string }) {
    change.mutate(
      { email: email.trim(), password },
      {
        onSuccess: ({ pending_email }) => {
          notifications.show({ color: 'teal', message: t('resent', { email: pending_email ?? '' }) });
          onChanged();
        },
        onError: (error) => {
          const wrong = isProblem(error, 'invalid_credentials') && { password: t('wrongPassword') };
          form.setErrors({ ...refusedFields(error), ...wrong });
        },
      },
    );
  }

  return (
    <form noValidate onSubmit={form.onSubmit(submit)}>
      <Stack gap="md">
        <Text size="sm">{t('changeEmailText')}</Text>
        {change.isError && Object.keys(form.errors).length === 0 && (
          <Alert color="red" role="alert">
            {problemText(change.error)}
          </Alert>
        )}
        <TextInput
          label={t('newEmail')}
          type="email"
          autoComplete="email"
          maxLength={254}
          required
          data-autofocus
          key={form.key('email')}
          {...form.getInputProps('email')}
        />
        <PasswordInput
          label={t('currentPassword')}
          autoComplete="current-password"
          required
          key={form.key('password')}
          {...form.getInputProps('password')}
        />
        <Button type="submit" size="md" loading={change.isPending}>
          {t('changeEmail')}
        </Button>
      </Stack>
    </form>
  );
}
