import { Alert, Button, Checkbox, Divider, Group, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type ReactNode, useState } from 'react';
import { useSession } from '@/api/session';
import type { Role, User } from '@/api/types';
import { CampusIdField } from '@/features/identity/people/CampusIdField';
import { usePeopleTexts } from '@/features/identity/people/i18n';
import { Who } from '@/features/identity/people/PeopleTable';
import { useChangePerson } from '@/features/identity/people/queries';
import { GIVEN_ROLES } from '@/features/identity/people/roles';
import { Sheet } from '@/ui/Sheet';

interface PersonSheetProps {
  person: User | null;
  /** What suspending them, or taking a role from them, leads to elsewhere. */
  impact: ReactNode;
  onClose: () => void;
}

/** Roles and standing of one person. */
export function PersonSheet({ person, impact, onClose }: PersonSheetProps) {
  const t = usePeopleTexts();
  return (
    <Sheet
      opened={person !== null}
      onClose={onClose}
      title={person ? t('manageOf', { name: person.name }) : ''}
    >
      {person && <PersonForm key={person.id} person={person} impact={impact} onDone={onClose} />}
    </Sheet>
  );
}

interface PersonFormProps {
  person: User;
  impact: ReactNode;
  onDone: () => void;
}

function PersonForm({ person, impact, onDone }: PersonFormProps) {
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
      {impact}
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
      <Divider />
      <CampusIdField key={person.campus_id} person={person} />
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
