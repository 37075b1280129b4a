import { Button, Group, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { User } from '@/api/types';
import { isCampusId } from '@/features/identity/account';
import { usePeopleTexts } from '@/features/identity/people/i18n';
import { useChangePerson } from '@/features/identity/people/queries';

/** Whose a campus id is, an admin says: what people say of themselves gives way to it. */
export function CampusIdField({ person }: { person: User }) {
  const t = usePeopleTexts();
  const change = useChangePerson();
  const now = change.data ?? person;
  const [value, setValue] = useState(person.campus_id ?? '');
  const typed = value.trim();
  const wrong = typed !== '' && !isCampusId(typed);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate(
          { person, changes: { campus_id: typed || null } },
          {
            onSuccess: () =>
              notifications.show({ color: 'teal', message: t('savedCampusId', { name: person.name }) }),
          },
        );
      }}
    >
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <TextInput
          flex={1}
          miw={0}
          label={t('campusId')}
          description={t('campusIdText')}
          error={wrong && t('badCampusId')}
          maxLength={32}
          value={value}
          onChange={(event) => setValue(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" disabled={wrong} loading={change.isPending}>
          {t('saveCampusId')}
        </Button>
      </Group>
      {now.campus_id && (
        <Text size="sm" c="dimmed" mt={4}>
          {t(now.campus_id_verified ? 'campusIdVerified' : 'campusIdClaimed')}
        </Text>
      )}
    </form>
  );
}
