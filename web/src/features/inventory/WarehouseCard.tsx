import { Badge, Button, Card, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Warehouse } from '@/api/sellerTypes';
import { useInventoryTexts } from '@/features/inventory/i18n';

interface WarehouseCardProps {
  warehouse: Warehouse;
  onEdit: () => void;
  onSwitch: () => void;
  switching: boolean;
  /** The way to what is in it. */
  link: ReactNode;
}

export function WarehouseCard({ warehouse, onEdit, onSwitch, switching, link }: WarehouseCardProps) {
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
          <Text size="sm" c="dimmed">
            {t('priority')}: {warehouse.priority}
          </Text>
        </div>
        <Badge color={warehouse.active ? 'teal' : 'gray'} style={{ flexShrink: 0 }}>
          {t(warehouse.active ? 'active' : 'inactive')}
        </Badge>
      </Group>
      <Group gap="xs" mt="md">
        {link}
        <Button variant="default" size="sm" onClick={onEdit}>
          {t('edit')}
        </Button>
        <Button variant="default" size="sm" loading={switching} onClick={onSwitch}>
          {t(warehouse.active ? 'deactivate' : 'activate')}
        </Button>
      </Group>
    </Card>
  );
}
