import { Alert, Button, PasswordInput, Stack, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { isProblem } from '@/api/problem';
import { SHORTEST_PASSWORD } from '@/features/identity/account';
import { useProfileTexts } from '@/features/identity/profile/i18n';
import { useChangePassword } from '@/features/identity/profile/queries';
import { refusedFields } from '@/features/identity/refusedFields';
import { problemText } from '@/ui/problemTexts';

export function PasswordForm() {
  const t = useProfileTexts();
  const change = useChangePassword();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { password: '', new_password: '' },
    validate: {
      password: (value) => (value ? null : t('required')),
      new_password: (value) => (value.length >= SHORTEST_PASSWORD ? null : t('shortPassword')),
    },
  });

  function submit(values: { password: string; new_password: string }) {
    change.mutate(values, {
      onSuccess: () => {
        form.reset();
        notifications.show({ color: 'teal', message: t('passwordChanged') });
      },
      onError: (error) => {
        const wrong = isProblem(error, 'invalid_credentials') && { password: t('wrongPassword') };
        form.setErrors({ ...refusedFields(error), ...wrong });
      },
    });
  }

  return (
    <Stack component="section" gap="md">
      <Title order={2} fz="lg">
        {t('password')}
      </Title>
      <form noValidate onSubmit={form.onSubmit(submit)}>
        <Stack gap="md">
          {change.isError && !isProblem(change.error, 'invalid_credentials') && (
            <Alert color="red" role="alert">
              {problemText(change.error)}
            </Alert>
          )}
          <PasswordInput
            label={t('currentPassword')}
            autoComplete="current-password"
            required
            key={form.key('password')}
            {...form.getInputProps('password')}
          />
          <PasswordInput
            label={t('newPassword')}
            description={t('newPasswordHint')}
            autoComplete="new-password"
            required
            key={form.key('new_password')}
            {...form.getInputProps('new_password')}
          />
          <Button type="submit" loading={change.isPending} style={{ alignSelf: 'flex-start' }}>
            {t('password')}
          </Button>
        </Stack>
      </form>
    </Stack>
  );
}
