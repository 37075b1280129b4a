import { Button, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconMailForward } from '@tabler/icons-react';
import { isEmail } from '@/features/identity/account';
import { useIdentityTexts } from '@/features/identity/i18n';
import { useForgotPassword } from '@/features/identity/queries';
import { ButtonLink } from '@/ui/ButtonLink';
import { EmptyState } from '@/ui/EmptyState';
import { Page } from '@/ui/Page';

/** Says the same whether or not the address is known: nobody learns here who has an account. */
export function ForgotPasswordPage() {
  const t = useIdentityTexts();
  const forgot = useForgotPassword();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { email: '' },
    validate: { email: (value) => (isEmail(value) ? null : t(value ? 'badEmail' : 'required')) },
  });
  if (forgot.isSuccess) {
    return (
      <Page title={t('linkSent')} headless width="narrow">
        <EmptyState
          icon={IconMailForward}
          title={t('linkSent')}
          action={<ButtonLink to="/sign-in">{t('backToSignIn')}</ButtonLink>}
        >
          {t('linkSentText', { email: forgot.variables })}
        </EmptyState>
      </Page>
    );
  }
  return (
    <Page title={t('forgotTitle')} intro={t('forgotIntro')} width="narrow">
      <form noValidate onSubmit={form.onSubmit(({ email }) => forgot.mutate(email.trim()))}>
        <Stack gap="md">
          <TextInput
            label={t('email')}
            type="email"
            autoComplete="email"
            required
            key={form.key('email')}
            {...form.getInputProps('email')}
          />
          <Button type="submit" size="md" fullWidth loading={forgot.isPending}>
            {t('sendLink')}
          </Button>
        </Stack>
      </form>
    </Page>
  );
}
