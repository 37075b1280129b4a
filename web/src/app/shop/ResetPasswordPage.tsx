import { Alert, Button, PasswordInput, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconCircleCheck, IconLinkOff } from '@tabler/icons-react';
import { isProblem } from '@/api/problem';
import { useLinkToken } from '@/app/shop/linkToken';
import { SHORTEST_PASSWORD } from '@/features/identity/account';
import { useIdentityTexts } from '@/features/identity/i18n';
import { useResetPassword } from '@/features/identity/queries';
import { refusedFields } from '@/features/identity/refusedFields';
import { ButtonLink } from '@/ui/ButtonLink';
import { EmptyState } from '@/ui/EmptyState';
import { Page } from '@/ui/Page';
import { problemText } from '@/ui/problemTexts';

export function ResetPasswordPage() {
  const t = useIdentityTexts();
  const token = useLinkToken();
  const reset = useResetPassword();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { password: '' },
    validate: { password: (value) => (value.length >= SHORTEST_PASSWORD ? null : t('shortPassword')) },
  });

  if (!token || isProblem(reset.error, 'link_expired')) {
    const title = token ? problemText(reset.error) : t('noToken');
    return (
      <Page title={t('resetTitle')} headless width="narrow">
        <EmptyState
          icon={IconLinkOff}
          title={title}
          action={<ButtonLink to="/forgot-password">{t('newLink')}</ButtonLink>}
        >
          {t('noTokenText')}
        </EmptyState>
      </Page>
    );
  }
  if (reset.isSuccess) {
    return (
      <Page title={t('resetDone')} headless width="narrow">
        <EmptyState
          icon={IconCircleCheck}
          title={t('resetDone')}
          action={<ButtonLink to="/sign-in">{t('signIn')}</ButtonLink>}
        >
          {t('resetDoneText')}
        </EmptyState>
      </Page>
    );
  }
  return (
    <Page title={t('resetTitle')} width="narrow">
      <form
        noValidate
        onSubmit={form.onSubmit(({ password }) =>
          reset.mutate({ token, password }, { onError: (error) => form.setErrors(refusedFields(error)) }),
        )}
      >
        <Stack gap="md">
          {reset.isError && (
            <Alert color="red" variant="light" role="alert">
              {problemText(reset.error)}
            </Alert>
          )}
          <PasswordInput
            label={t('password')}
            description={t('passwordHint')}
            autoComplete="new-password"
            required
            key={form.key('password')}
            {...form.getInputProps('password')}
          />
          <Button type="submit" size="md" fullWidth loading={reset.isPending}>
            {t('save')}
          </Button>
        </Stack>
      </form>
    </Page>
  );
}
