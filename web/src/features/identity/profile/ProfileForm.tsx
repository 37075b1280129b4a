import { Alert, Avatar, Button, FileButton, Group, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
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
  const before = { name: user.name, phone: localPhone(user.phone ?? ''), campus_id: user.campus_id ?? '' };
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: before,
    validate: {
      name: (value) => (value.trim() ? null : t('required')),
      phone: (value) => (!value.trim() || isPhone(value) ? null : t('badPhone')),
      campus_id: (value) => (!value.trim() || isCampusId(value) ? null : t('badCampusId')),
    },
  });

  function submit(values: typeof before) {
    const changed: ProfileChange = {
      ...(values.name.trim() !== before.name && { name: values.name.trim() }),
      ...(values.phone.trim() !== before.phone && { phone: values.phone.trim() || null }),
      ...(values.campus_id.trim() !== before.campus_id && { campus_id: values.campus_id.trim() }),
    };
    change.mutate(changed, {
      onSuccess: () => notifications.show({ color: 'teal', message: t('saved') }),
      onError: (error) => form.setErrors(refusedFields(error)),
    });
  }

  return (
    <Stack gap="lg">
      <Picture user={user} />
      <form noValidate onSubmit={form.onSubmit(submit)}>
        <Stack gap="md">
          {change.isError && (
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
            description={user.campus_id ? undefined : t('campusIdOnce')}
            readOnly={user.campus_id !== null}
            key={form.key('campus_id')}
            {...form.getInputProps('campus_id')}
          />
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
