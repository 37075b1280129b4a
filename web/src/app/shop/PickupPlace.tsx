import { Text } from '@mantine/core';
import type { Shop } from '@/api/types';
import { OpenState } from '@/features/shops/OpenState';

/** Where one fetches the order, and whether somebody is there now. */
export function PickupPlace({ shop }: { shop: Shop }) {
  const address = [shop.address, shop.city].filter(Boolean).join(', ');
  return (
    <>
      {shop.pickup_points.length === 0 && <Text size="sm">{address || shop.name}</Text>}
      {shop.pickup_points.map((point) => (
        <Text key={point.id} size="sm" component="div">
          <Text size="sm" fw={600}>
            {point.name}
          </Text>
          {point.address ?? address}
        </Text>
      ))}
      <OpenState shop={shop} />
    </>
  );
}
