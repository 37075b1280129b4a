import {
  Alert,
  Avatar,
  Button,
  FileButton,
  Group,
  PasswordInput,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { isProblem } from '@/api/problem';
import type { ProfileChange, User } from '@/api/types';
import { isCampusId, isPhone } from '@/features/identity/account';
import { EmailField } from '@/features/identity/profile/EmailField';
import { EmailForm } from '@/features/identity/profile/EmailForm';
import { useProfileTexts } from '@/features/identity/profile/i18n';
import { useChangeAvatar, useChangeProfile } from '@/features/identity/profile/queries';
import { refusedFields } from '@/features/identity/refusedFields';
import { localPhone } from '@/lib/phone';
import { problemText } from '@/ui/problemTexts';
import { Sheet } from '@/ui/Sheet';

const PICTURES = 'image/jpeg,image/png,image/webp';

/** Picture, name, phone, campus number, of which only what was changed is sent; and the e-mail address. */
export function ProfileForm({ user }: { user: User }) {
  const t = useProfileTexts();
  const change = useChangeProfile();
  const [changingEmail, email] = useDisclosure();
  const before = {
    name: user.name,
    phone: localPhone(user.phone ?? ''),
    campus_id: user.campus_id ?? '',
    password: '',
  };
  const [proving, setProving] = useState(false);
  /** What they sign in with is given up, or becomes something else. */
  const losesName = (values: typeof before) =>
    (['phone', 'campus_id'] as const).some((name) => before[name] && values[name].trim() !== before[name]);
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: before,
    onValuesChange: (values) => setProving(losesName(values)),
    validate: {
      name: (value) => (value.trim() ? null : t('required')),
      phone: (value) => (!value.trim() || isPhone(value) ? null : t('badPhone')),
      campus_id: (value) => (!value.trim() || isCampusId(value) ? null : t('badCampusId')),
      password: (value, values) => (value || !losesName(values) ? null : t('required')),
    },
  });

  function submit(values: typeof before) {
    const changed: ProfileChange = {
      ...(values.name.trim() !== before.name && { name: values.name.trim() }),
      ...(values.phone.trim() !== before.phone && { phone: values.phone.trim() || null }),
      ...(values.campus_id.trim() !== before.campus_id && { campus_id: values.campus_id.trim() || null }),
      ...(losesName(values) && { password: values.password }),
    };
    change.mutate(changed, {
      onSuccess: () => {
        notifications.show({ color: 'teal', message: t('saved') });
        form.setFieldValue('password', '');
        setProving(false);
      },
      onError: (error) => {
        const wrong = isProblem(error, 'invalid_credentials') && { password: t('wrongPassword') };
        form.setErrors({ ...refusedFields(error), ...wrong });
      },
    });
  }

  return (
    <Stack gap="lg">
      <Picture user={user} />
      <form noValidate onSubmit={form.onSubmit(submit)}>
        <Stack gap="md">
          {change.isError && !isProblem(change.error, 'invalid_credentials') && (
            <Alert color="red" role="alert">
              {problemText(change.error)}
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
          <EmailField user={user} onChange={email.open} />
          <TextInput
            label={t('phone')}
            type="tel"
            autoComplete="tel"
            placeholder="0812…"
            key={form.key('phone')}
            {...form.getInputProps('phone')}
          />
          <TextInput
            label={t('campusId')}
            description={user.campus_id_verified ? t('campusIdVerified') : undefined}
            readOnly={user.campus_id_verified}
            key={form.key('campus_id')}
            {...form.getInputProps('campus_id')}
          />
          {proving && (
            <PasswordInput
              label={t('currentPassword')}
              description={t('toProve')}
              autoComplete="current-password"
              required
              key={form.key('password')}
              {...form.getInputProps('password')}
            />
          )}
          <Button type="submit" loading={change.isPending} style={{ alignSelf: 'flex-start' }}>
            {t('save')}
          </Button>
        </Stack>
      </form>
      <Sheet opened={changingEmail} onClose={email.close} title={t('changeEmail')}>
        <EmailForm user={user} onChanged={email.close} />
      </Sheet>
    </Stack>
  );
}

function Picture({ user }: { user: User }) {
  const t = useProfileTexts();
  const avatar = useChangeAvatar();
  return (
    <Group>
      <Avatar src={user.avatar_url} name={user.name} color="initials" size={80} alt={t('picture')} />
      <div>
        <FileButton accept={PICTURES} onChange={(file) => file && avatar.mutate(file)}>
          {(props) => (
            <Button variant="default" loading={avatar.isPending} {...props}>
              {t('changePicture')}
            </Button>
          )}
        </FileButton>
        <Text size="sm" c="dimmed" mt={4}>
          {t('pictureHint')}
        </Text>
      </div>
    </Group>
  );
}
