import { Button, NumberInput, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { idempotencyKey } from '@/api/client';
import type { Warehouse } from '@/api/sellerTypes';
import { useInventoryTexts } from '@/features/inventory/i18n';
import { useAddWarehouse, useEditWarehouse } from '@/features/inventory/queries';
import { Sheet } from '@/ui/Sheet';

const SHORTEST_NAME = 2;
const USUAL_PRIORITY = 100;

interface WarehouseSheetProps {
  shop: string;
  /** One to change, `new` to add one, or closed. */
  warehouse: Warehouse | 'new' | null;
  onClose: () => void;
}

export function WarehouseSheet({ shop, warehouse, onClose }: WarehouseSheetProps) {
  const t = useInventoryTexts();
  const present = warehouse === 'new' ? null : warehouse;
  return (
    <Sheet
      opened={warehouse !== null}
      onClose={onClose}
      title={present ? t('editWarehouse', { name: present.name }) : t('addWarehouse')}
    >
      {warehouse && <WarehouseForm shop={shop} present={present} onDone={onClose} />}
    </Sheet>
  );
}

interface WarehouseFormProps {
  shop: string;
  present: Warehouse | null;
  onDone: () => void;
}

function WarehouseForm({ shop, present, onDone }: WarehouseFormProps) {
  const t = useInventoryTexts();
  const add = useAddWarehouse(shop);
  const edit = useEditWarehouse(shop);
  const [key] = useState(idempotencyKey);
  const [name, setName] = useState(present?.name ?? '');
  const [address, setAddress] = useState(present?.address ?? '');
  const [priority, setPriority] = useState(present?.priority ?? USUAL_PRIORITY);

  function submit(event: React.FormEvent) {
    event.preventDefault();
    const written = { name: name.trim(), address: address.trim(), priority };
    if (present) edit.mutate({ id: present.id, ...written }, { onSuccess: onDone });
    else add.mutate({ key, ...written }, { onSuccess: onDone });
  }

  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <TextInput
          label={t('name')}
          required
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label={t('address')}
          maxLength={300}
          value={address}
          onChange={(event) => setAddress(event.currentTarget.value)}
        />
        <NumberInput
          label={t('priority')}
          description={t('priorityHint')}
          min={0}
          max={1000}
          allowDecimal={false}
          value={priority}
          onChange={(value) => setPriority(typeof value === 'number' ? value : USUAL_PRIORITY)}
        />
        <Button
          type="submit"
          size="md"
          disabled={name.trim().length < SHORTEST_NAME}
          loading={add.isPending || edit.isPending}
        >
          {t('save')}
        </Button>
      </Stack>
    </form>
  );
}
