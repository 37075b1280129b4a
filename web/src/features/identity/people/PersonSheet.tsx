import { Alert, Button, Checkbox, Divider, Group, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useSession } from '@/api/session';
import type { Role, User } from '@/api/types';
import { usePeopleTexts } from '@/features/identity/people/i18n';
import { Who } from '@/features/identity/people/PeopleTable';
import { useChangePerson } from '@/features/identity/people/queries';
import { GIVEN_ROLES } from '@/features/identity/people/roles';
import { Sheet } from '@/ui/Sheet';

/** Roles and standing of one person. */
export function PersonSheet({ person, onClose }: { person: User | null; onClose: () => void }) {
  const t = usePeopleTexts();
  return (
    <Sheet
      opened={person !== null}
      onClose={onClose}
      title={person ? t('manageOf', { name: person.name }) : ''}
    >
      {person && <PersonForm key={person.id} person={person} onDone={onClose} />}
    </Sheet>
  );
}

function PersonForm({ person, onDone }: { person: User; onDone: () => void }) {
  const t = usePeopleTexts();
  const own = useSession().user?.id === person.id;
  const change = useChangePerson();
  const [roles, setRoles] = useState<string[]>(person.roles);
  const suspended = person.status === 'suspended';

  function done(message: string) {
    notifications.show({ color: 'teal', message });
    onDone();
  }
  const saveRoles = () =>
    change.mutate(
      { person, changes: { roles: ['customer', ...roles.filter((role) => role !== 'customer')] as Role[] } },
      { onSuccess: () => done(t('saved', { name: person.name })) },
    );
  const turn = () =>
    change.mutate(
      { person, changes: { status: suspended ? 'active' : 'suspended' } },
      { onSuccess: () => done(t(suspended ? 'didReactivate' : 'didSuspend', { name: person.name })) },
    );

  return (
    <Stack gap="md">
      <Who person={person} />
      <Text size="sm" c="dimmed">
        {t(person.email_verified ? 'verified' : 'unverified')}
      </Text>
      {own && <Alert color="yellow">{t('self')}</Alert>}
      <Checkbox.Group label={t('roles')} description={t('rolesText')} value={roles} onChange={setRoles}>
        <Stack gap="sm" mt="sm">
          {GIVEN_ROLES.map((role) => (
            <Checkbox key={role} value={role} label={t(role)} disabled={own && role === 'admin'} />
          ))}
        </Stack>
      </Checkbox.Group>
      <Group justify="flex-end">
        <Button loading={change.isPending} onClick={saveRoles}>
          {t('saveRoles')}
        </Button>
      </Group>
      {!own && (
        <>
          <Divider />
          <div>
            <Title order={3} fz="1rem">
              {t(suspended ? 'reactivate' : 'suspend')}
            </Title>
            <Text size="sm" c="dimmed">
              {t(suspended ? 'reactivateText' : 'suspendText')}
            </Text>
          </div>
          <Group justify="flex-end">
            <Button color={suspended ? 'bata' : 'red.8'} loading={change.isPending} onClick={turn}>
              {t(suspended ? 'reactivate' : 'suspend')}
            </Button>
          </Group>
        </>
      )}
    </Stack>
  );
}
