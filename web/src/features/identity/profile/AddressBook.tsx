import { Badge, Button, Card, Group, Skeleton, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconMapPin, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Address } from '@/api/types';
import { AddressText } from '@/features/identity/AddressText';
import { AddressSheet } from '@/features/identity/profile/AddressForm';
import { useProfileTexts } from '@/features/identity/profile/i18n';
import { useAddresses, useRemoveAddress, useSaveAddress } from '@/features/identity/profile/queries';
import { EmptyState } from '@/ui/EmptyState';
import { Loaded } from '@/ui/Loaded';

/** All addresses, the default first; add, change, delete with undo. */
export function AddressBook() {
  const t = useProfileTexts();
  const addresses = useAddresses();
  const [editing, setEditing] = useState<Address | 'new' | null>(null);
  const add = (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setEditing('new')}>
      {t('addAddress')}
    </Button>
  );
  return (
    <>
      <Loaded query={addresses} skeleton={<Skeleton h={160} radius="lg" />}>
        {(found) =>
          found.length === 0 ? (
            <EmptyState icon={IconMapPin} title={t('noAddresses')} action={add}>
              {t('noAddressesText')}
            </EmptyState>
          ) : (
            <Stack gap="md">
              {found.map((address) => (
                <Entry key={address.id} address={address} onEdit={() => setEditing(address)} />
              ))}
              {add}
            </Stack>
          )
        }
      </Loaded>
      <AddressSheet
        key={editing === 'new' ? 'new' : editing?.id}
        opened={editing !== null}
        onClose={() => setEditing(null)}
        address={editing === 'new' ? undefined : (editing ?? undefined)}
      />
    </>
  );
}

function Entry({ address, onEdit }: { address: Address; onEdit: () => void }) {
  const t = useProfileTexts();
  const remove = useRemoveAddress();
  const save = useSaveAddress();

  function removeWithUndo() {
    remove.mutate(address, {
      onSuccess: () => notifications.show({ id: address.id, message: <Removed address={address} /> }),
    });
  }

  return (
    <Card>
      <Group justify="space-between" mb="xs">
        <Group gap="xs">
          <Text fw={700}>{address.label}</Text>
          {address.is_default && <Badge>{t('isDefault')}</Badge>}
        </Group>
      </Group>
      <AddressText address={address} />
      <Group gap="xs" mt="sm">
        <Button variant="default" size="sm" onClick={onEdit} aria-label={`${t('edit')}: ${address.label}`}>
          {t('edit')}
        </Button>
        {!address.is_default && (
          <Button
            variant="default"
            size="sm"
            loading={save.isPending}
            onClick={() => save.mutate({ id: address.id, address: { is_default: true } })}
          >
            {t('makeDefault')}
          </Button>
        )}
        <Button
          variant="subtle"
          color="red"
          size="sm"
          onClick={removeWithUndo}
          aria-label={`${t('remove')}: ${address.label}`}
        >
          {t('remove')}
        </Button>
      </Group>
    </Card>
  );
}

function Removed({ address }: { address: Address }) {
  const t = useProfileTexts();
  const save = useSaveAddress();
  const { id, is_default, ...rest } = address;
  return (
    <Group justify="space-between" gap="xs">
      {t('removed')}
      <Button
        size="compact-sm"
        variant="light"
        onClick={() => {
          notifications.hide(id);
          save.mutate({ address: { ...rest, ...(is_default && { is_default: true as const }) } });
        }}
      >
        {t('undo')}
      </Button>
    </Group>
  );
}
