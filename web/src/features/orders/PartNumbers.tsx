import { Group, Stack, Text } from '@mantine/core';
import type { Order } from '@/api/purchaseTypes';
import { useOrderTexts } from '@/features/orders/i18n';

/** What to ask for, where: one line for each shop. */
export function PartNumbers({ order }: { order: Order }) {
  const t = useOrderTexts();
  return (
    <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: 'none' }}>
      {order.shop_orders.map((part) => (
        <Group key={part.id} component="li" justify="space-between" gap="xs">
          <div>
            <Text fw={600}>{part.shop.name}</Text>
            <Text size="sm" c="dimmed">
              {t(part.delivery_option)}
            </Text>
          </div>
          <Text fw={600}>{part.number}</Text>
        </Group>
      ))}
    </Stack>
  );
}
