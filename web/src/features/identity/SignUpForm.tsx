import { Alert, Anchor, Button, Checkbox, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { Link } from '@tanstack/react-router';
import type { Register } from '@/api/types';
import { isCampusId, isEmail, isPhone, SHORTEST_PASSWORD } from '@/features/identity/account';
import { useIdentityTexts } from '@/features/identity/i18n';
import { useSignUp } from '@/features/identity/queries';
import { refusedFields } from '@/features/identity/refusedFields';
import { useLanguage } from '@/lib/texts';
import { problemText } from '@/ui/problemTexts';

interface Values {
  name: string;
  email: string;
  password: string;
  phone: string;
  campus_id: string;
  sell: boolean;
}

export function SignUpForm({ onDone, next }: { onDone: () => void; next: string | undefined }) {
  const t = useIdentityTexts();
  const language = useLanguage();
  const signUp = useSignUp();
  const form = useForm<Values>({
    mode: 'uncontrolled',
    initialValues: { name: '', email: '', password: '', phone: '', campus_id: '', sell: false },
    validateInputOnBlur: true,
    validate: {
      name: (value) => (value.trim() ? null : t('required')),
      email: (value) => (isEmail(value) ? null : t(value ? 'badEmail' : 'required')),
      password: (value) => (value.length >= SHORTEST_PASSWORD ? null : t('shortPassword')),
      phone: (value) => (!value.trim() || isPhone(value) ? null : t('badPhone')),
      campus_id: (value) => (!value.trim() || isCampusId(value) ? null : t('badCampusId')),
    },
  });

  function submit(values: Values) {
    const person: Register = {
      name: values.name.trim(),
      email: values.email.trim(),
      password: values.password,
      role: values.sell ? 'seller' : 'customer',
      language,
      ...(values.phone.trim() && { phone: values.phone.trim() }),
      ...(values.campus_id.trim() && { campus_id: values.campus_id.trim() }),
    };
    signUp.mutate(person, {
      onSuccess: onDone,
      onError: (error) => form.setErrors(refusedFields(error)),
    });
  }

  return (
    <form noValidate onSubmit={form.onSubmit(submit)}>
      <Stack gap="md">
        {signUp.isError && (
          <Alert color="red" variant="light" role="alert">
            {problemText(signUp.error)}
          </Alert>
        )}
        <TextInput
          label={t('name')}
          autoComplete="name"
          maxLength={100}
          required
          key={form.key('name')}
          {...form.getInputProps('name')}
        />
        <TextInput
          label={t('email')}
          type="email"
          autoComplete="email"
          maxLength={254}
          required
          key={form.key('email')}
          {...form.getInputProps('email')}
        />
        <PasswordInput
          label={t('password')}
          description={t('passwordHint')}
          autoComplete="new-password"
          required
          key={form.key('password')}
          {...form.getInputProps('password')}
        />
        <TextInput
          label={`${t('phone')} (${t('optional')})`}
          type="tel"
          autoComplete="tel"
          placeholder="0812…"
          key={form.key('phone')}
          {...form.getInputProps('phone')}
        />
        <TextInput
          label={`${t('campusId')} (${t('optional')})`}
          autoCapitalize="none"
          key={form.key('campus_id')}
          {...form.getInputProps('campus_id')}
        />
        <Checkbox
          label={t('sell')}
          key={form.key('sell')}
          {...form.getInputProps('sell', { type: 'checkbox' })}
        />
        <Button type="submit" size="md" loading={signUp.isPending} fullWidth>
          {t('signUp')}
        </Button>
        <Text ta="center">
          {t('haveAccount')}{' '}
          <Anchor
            renderRoot={(props) => <Link to="/sign-in" replace search={next ? { next } : {}} {...props} />}
            fw={600}
          >
            {t('signIn')}
          </Anchor>
        </Text>
      </Stack>
    </form>
  );
}
