import { Avatar, Badge, Button, Group, Table, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { User } from '@/api/types';
import { usePeopleTexts } from '@/features/identity/people/i18n';
import classes from '@/features/identity/people/people.module.css';
import { localPhone } from '@/lib/phone';
import { When } from '@/ui/When';

interface PeopleTableProps {
  people: User[];
  onManage: (person: User) => void;
}

export function PeopleTable({ people, onManage }: PeopleTableProps) {
  const t = usePeopleTexts();
  const wide = useMediaQuery('(min-width: 62em)', undefined, { getInitialValueInEffect: false });
  if (!wide) {
    return (
      <ul className={classes.cards}>
        {people.map((person) => (
          <li key={person.id} className={classes.card}>
            <Who person={person} />
            <Group justify="space-between" wrap="nowrap" w="100%">
              <Standing person={person} />
              <Manage person={person} onManage={onManage} />
            </Group>
          </li>
        ))}
      </ul>
    );
  }
  return (
    <Table verticalSpacing="xs" highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('name')}</Table.Th>
          <Table.Th>{t('role')}</Table.Th>
          <Table.Th>{t('joined')}</Table.Th>
          <Table.Th ta="right">{t('actions')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {people.map((person) => (
          <Table.Tr key={person.id}>
            <Table.Th scope="row" fw={400}>
              <Who person={person} />
            </Table.Th>
            <Table.Td>
              <Standing person={person} />
            </Table.Td>
            <Table.Td>
              <When at={person.created_at} show="day" />
            </Table.Td>
            <Table.Td ta="right">
              <Manage person={person} onManage={onManage} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

export function Who({ person }: { person: User }) {
  const contact = [person.email, person.phone && localPhone(person.phone), person.campus_id];
  return (
    <Group wrap="nowrap" gap="sm">
      <Avatar src={person.avatar_url} name={person.name} color="bata" />
      <div style={{ minWidth: 0 }}>
        <Text fw={600}>{person.name}</Text>
        <Text size="sm" c="dimmed" className={classes.contact}>
          {contact.filter(Boolean).map((one) => (
            <span key={one}>{one}</span>
          ))}
        </Text>
      </div>
    </Group>
  );
}

function Standing({ person }: { person: User }) {
  const t = usePeopleTexts();
  const roles = person.roles.filter((role) => usePeopleTexts.has(role));
  return (
    <Group gap={6}>
      {person.status !== 'active' && <Badge color="red">{t(person.status)}</Badge>}
      {roles.map((role) => (
        <Badge key={role} color={role === 'admin' ? 'grape' : 'gray'}>
          {usePeopleTexts.has(role) ? t(role) : role}
        </Badge>
      ))}
    </Group>
  );
}

function Manage({ person, onManage }: { person: User; onManage: (person: User) => void }) {
  const t = usePeopleTexts();
  if (person.status === 'erased') return null;
  return (
    <Button
      size="sm"
      variant="default"
      aria-label={t('manageOf', { name: person.name })}
      onClick={() => onManage(person)}
    >
      {t('manage')}
    </Button>
  );
}
