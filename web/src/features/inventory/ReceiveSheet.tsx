import { ActionIcon, Alert, Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { idempotencyKey } from '@/api/client';
import type { Warehouse } from '@/api/sellerTypes';
import { FindItem, type FoundItem } from '@/features/inventory/FindItem';
import { useInventoryTexts } from '@/features/inventory/i18n';
import { useReceive } from '@/features/inventory/queries';
import { problemText } from '@/ui/problemTexts';
import { QuantityInput } from '@/ui/QuantityInput';
import { Sheet } from '@/ui/Sheet';

const MAX_AT_ONCE = 1_000_000;

interface ReceiveSheetProps {
  shop: string;
  warehouses: Warehouse[];
  opened: boolean;
  onClose: () => void;
}

/** Goods have come in: what, how many, and where. */
export function ReceiveSheet({ opened, onClose, ...rest }: ReceiveSheetProps) {
  const t = useInventoryTexts();
  return (
    <Sheet opened={opened} onClose={onClose} title={t('receiveTitle')}>
      {opened && <Receipt onDone={onClose} {...rest} />}
    </Sheet>
  );
}

interface Arrived extends FoundItem {
  quantity: number;
}

function Receipt({
  shop,
  warehouses,
  onDone,
}: {
  shop: string;
  warehouses: Warehouse[];
  onDone: () => void;
}) {
  const t = useInventoryTexts();
  const receive = useReceive(shop);
  const [key] = useState(idempotencyKey);
  const [warehouse, setWarehouse] = useState(
    warehouses.find(({ active }) => active)?.id ?? warehouses[0]?.id,
  );
  const [lines, setLines] = useState<Arrived[]>([]);
  const [note, setNote] = useState('');
  const total = lines.reduce((sum, { quantity }) => sum + quantity, 0);

  function add(item: FoundItem) {
    const there = lines.some(({ variant_id }) => variant_id === item.variant_id);
    if (!there) setLines([...lines, { ...item, quantity: 1 }]);
  }
  const without = (variant: string) => setLines(lines.filter(({ variant_id }) => variant_id !== variant));

  function submit(event: React.FormEvent) {
    event.preventDefault();
    if (!warehouse) return;
    const sent = lines.map(({ variant_id, quantity }) => ({ variant_id, quantity }));
    receive.mutate(
      { key, warehouse, lines: sent, note: note.trim() },
      {
        onSuccess: () => {
          notifications.show({ color: 'teal', message: t('received') });
          onDone();
        },
      },
    );
  }

  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Text c="dimmed" size="sm">
          {t('receiveText')}
        </Text>
        {receive.isError && (
          <Alert color="red" role="alert">
            {problemText(receive.error)}
          </Alert>
        )}
        {warehouses.length > 1 && (
          <Select
            label={t('warehouse')}
            data={warehouses.map(({ id, name }) => ({ value: id, label: name }))}
            value={warehouse ?? null}
            onChange={(id) => setWarehouse(id ?? undefined)}
            allowDeselect={false}
          />
        )}
        <FindItem shop={shop} onFound={add} />
        {lines.map(({ variant_id, name, sku, quantity }) => (
          <Group key={variant_id} justify="space-between" wrap="nowrap">
            <div>
              <Text size="sm" fw={600}>
                {name}
              </Text>
              <Text size="xs" c="dimmed">
                {sku}
              </Text>
            </div>
            <Group gap={4} wrap="nowrap">
              <QuantityInput
                value={quantity}
                max={MAX_AT_ONCE}
                label={name}
                onChange={(next) =>
                  setLines(
                    lines.map((line) =>
                      line.variant_id === variant_id ? { ...line, quantity: next } : line,
                    ),
                  )
                }
              />
              <ActionIcon
                variant="subtle"
                color="gray"
                size={36}
                aria-label={t('removeLine', { name })}
                onClick={() => without(variant_id)}
              >
                <IconTrash size={18} />
              </ActionIcon>
            </Group>
          </Group>
        ))}
        <TextInput
          label={t('noteLabel')}
          placeholder={t('noteHint')}
          maxLength={200}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Button type="submit" size="md" disabled={total === 0 || !warehouse} loading={receive.isPending}>
          {total > 0 ? t('receiveNow', { count: total }) : t('receive')}
        </Button>
      </Stack>
    </form>
  );
}
