import { Group, Stack, Text } from '@mantine/core';
import type { Order } from '@/api/purchaseTypes';
import { CallNumber } from '@/features/orders/CallNumber';
import { useOrderTexts } from '@/features/orders/i18n';
import { ReadyBy } from '@/features/orders/ReadyBy';

/** What to ask for, where, and when: one line for each shop. */
export function PartNumbers({ order }: { order: Order }) {
  const t = useOrderTexts();
  return (
    <Stack component="ul" gap="sm" p={0} m={0} style={{ listStyle: 'none' }}>
      {order.shop_orders.map((part) => (
        <Group key={part.id} component="li" justify="space-between" align="flex-start" gap="xs">
          <div>
            <Text fw={600}>{part.shop.name}</Text>
            <Text size="sm" c="dimmed">
              {t(part.delivery_option)}
            </Text>
            <ReadyBy part={part} />
          </div>
          {part.delivery_option === 'pickup' ? (
            <CallNumber number={part.call_number} />
          ) : (
            <Text fw={600}>{part.number}</Text>
          )}
        </Group>
      ))}
    </Stack>
  );
}
