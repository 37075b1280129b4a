import { Badge, Button, Card, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Warehouse } from '@/api/sellerTypes';
import { useInventoryTexts } from '@/features/inventory/i18n';

interface WarehouseCardProps {
  warehouse: Warehouse;
  /** From 1: how early it is sold from; nothing where there is no other. */
  place?: number | undefined;
  onEdit: () => void;
  onSwitch: () => void;
  switching: boolean;
  /** The way to what is in it. */
  link: ReactNode;
}

export function WarehouseCard({ warehouse, place, onEdit, onSwitch, switching, link }: WarehouseCardProps) {
  const t = useInventoryTexts();
  return (
    <Card component="article" aria-label={warehouse.name}>
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <div>
          <Text fw={700}>{warehouse.name}</Text>
          {warehouse.address && (
            <Text size="sm" c="dimmed">
              {warehouse.address}
            </Text>
          )}
          {place && (
            <Text size="sm" c="dimmed">
              {t('sellsAs', { place })}
            </Text>
          )}
        </div>
        <Badge color={warehouse.active ? 'teal' : 'gray'} style={{ flexShrink: 0 }}>
          {t(warehouse.active ? 'active' : 'inactive')}
        </Badge>
      </Group>
      <Group gap="xs" mt="md">
        {link}
        <Button variant="default" size="sm" px="sm" onClick={onEdit}>
          {t('edit')}
        </Button>
        <Button variant="default" size="sm" px="sm" loading={switching} onClick={onSwitch}>
          {t(warehouse.active ? 'deactivate' : 'activate')}
        </Button>
      </Group>
    </Card>
  );
}
