import { Alert, Anchor, Button, Group, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { Link } from '@tanstack/react-router';
import { loginFrom } from '@/features/identity/account';
import { useIdentityTexts } from '@/features/identity/i18n';
import { useSignIn } from '@/features/identity/queries';
import { problemText } from '@/ui/problemTexts';

export function SignInForm({ onDone, next }: { onDone: () => void; next: string | undefined }) {
  const t = useIdentityTexts();
  const signIn = useSignIn();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { account: '', password: '' },
    validate: {
      account: (value) => (value.trim() ? null : t('required')),
      password: (value) => (value ? null : t('required')),
    },
  });
  return (
    <form
      noValidate
      onSubmit={form.onSubmit(({ account, password }) =>
        signIn.mutate(loginFrom(account, password), { onSuccess: onDone }),
      )}
    >
      <Stack gap="md">
        {signIn.isError && (
          <Alert color="red" variant="light" role="alert">
            {problemText(signIn.error)}
          </Alert>
        )}
        <TextInput
          label={t('account')}
          placeholder={t('accountExample')}
          autoComplete="username"
          autoCapitalize="none"
          required
          key={form.key('account')}
          {...form.getInputProps('account')}
        />
        <PasswordInput
          label={t('password')}
          autoComplete="current-password"
          required
          key={form.key('password')}
          {...form.getInputProps('password')}
        />
        <Button type="submit" size="md" loading={signIn.isPending} fullWidth>
          {t('signIn')}
        </Button>
        <Group justify="space-between">
          <Anchor renderRoot={(props) => <Link to="/forgot-password" {...props} />} size="sm">
            {t('forgot')}
          </Anchor>
          <span>
            {t('noAccount')}{' '}
            <Anchor
              renderRoot={(props) => <Link to="/sign-up" replace search={next ? { next } : {}} {...props} />}
              fw={600}
            >
              {t('signUp')}
            </Anchor>
          </span>
        </Group>
      </Stack>
    </form>
  );
}
