import { Fieldset, Group, Select, Stack, Switch, Text, TextInput, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { ProfileChange, User } from '@/api/types';
import { useProfileTexts } from '@/features/identity/profile/i18n';
import { useChangeProfile } from '@/features/identity/profile/queries';
import { setLanguage } from '@/lib/texts';
import { problemText } from '@/ui/problemTexts';

type Zone = NonNullable<ProfileChange['timezone']>;

const LANGUAGES = [
  { value: 'id', label: 'Bahasa Indonesia' },
  { value: 'en', label: 'English' },
];
const ZONES = [
  { value: 'Asia/Jakarta', label: 'WIB · Jakarta' },
  { value: 'Asia/Pontianak', label: 'WIB · Pontianak' },
  { value: 'Asia/Makassar', label: 'WITA · Makassar' },
  { value: 'Asia/Jayapura', label: 'WIT · Jayapura' },
];

/** Each is saved as soon as it is changed. */
export function PreferencesForm({ user }: { user: User }) {
  const t = useProfileTexts();
  const change = useChangeProfile();

  function save(changed: ProfileChange) {
    change.mutate(changed, {
      onSuccess: () => notifications.show({ color: 'teal', message: t('saved') }),
      onError: (error) => notifications.show({ color: 'red', message: problemText(error) }),
    });
  }

  return (
    <Stack component="section" gap="md">
      <Title order={2} fz="lg">
        {t('preferences')}
      </Title>
      <Select
        label={t('language')}
        data={LANGUAGES}
        value={user.language}
        allowDeselect={false}
        onChange={(value) => {
          const language = value === 'en' ? 'en' : 'id';
          setLanguage(language);
          save({ language });
        }}
      />
      <Select
        label={t('timezone')}
        data={ZONES}
        value={user.timezone}
        allowDeselect={false}
        onChange={(timezone) => timezone && save({ timezone: timezone as Zone })}
      />
      <Switch
        label={t('wantsEmail')}
        description={t('wantsEmailText')}
        labelPosition="left"
        size="md"
        styles={{ body: { justifyContent: 'space-between' } }}
        checked={user.wants_email}
        disabled={change.isPending}
        onChange={(event) => save({ wants_email: event.currentTarget.checked })}
      />
      <QuietHours user={user} onSave={save} />
    </Stack>
  );
}

/** Saved when one leaves a field, as soon as both are set; both empty: never quiet. */
function QuietHours({ user, onSave }: { user: User; onSave: (change: ProfileChange) => void }) {
  const t = useProfileTexts();
  const [hours, setHours] = useState({ quiet_from: user.quiet_from, quiet_until: user.quiet_until });
  const half = Boolean(hours.quiet_from) !== Boolean(hours.quiet_until);

  function save() {
    const changed = hours.quiet_from !== user.quiet_from || hours.quiet_until !== user.quiet_until;
    if (changed && !half) onSave(hours);
  }

  const field = (name: 'quiet_from' | 'quiet_until', label: string) => (
    <TextInput
      type="time"
      label={label}
      value={hours[name] ?? ''}
      onChange={(event) => setHours({ ...hours, [name]: event.currentTarget.value || null })}
      onBlur={save}
    />
  );
  return (
    <Fieldset legend={t('quiet')}>
      <Group grow>
        {field('quiet_from', t('quietFrom'))}
        {field('quiet_until', t('quietUntil'))}
      </Group>
      <Text size="sm" c="dimmed" mt="xs">
        {t(half ? 'quietBoth' : 'quietText')}
      </Text>
    </Fieldset>
  );
}
