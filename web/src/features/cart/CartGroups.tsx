import { Card, Group, Skeleton, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Cart } from '@/api/types';
import { CartLine } from '@/features/cart/CartLine';
import classes from '@/features/cart/cart.module.css';
import { useCartTexts } from '@/features/cart/i18n';
import { Money } from '@/ui/Money';
import { ShopLink } from '@/ui/ShopLink';

interface CartGroupsProps {
  cart: Cart;
  /** What to know of a shop before ordering from it: that it is closed. */
  stateOf: (shop: string) => ReactNode;
}

/** One card for each shop, with what its part comes to. */
export function CartGroups({ cart, stateOf }: CartGroupsProps) {
  const t = useCartTexts();
  return (
    <Stack gap="md">
      {cart.shops.map(({ shop, items, subtotal }) => (
        <Card key={shop.id} component="section" aria-label={shop.name || t('goneShop')}>
          <Stack gap="md">
            {shop.name ? <ShopLink shop={shop} size="md" /> : <Text fw={600}>{t('goneShop')}</Text>}
            {stateOf(shop.id)}
            <ul className={classes.lines}>
              {items.map((item) => (
                <CartLine key={item.id} item={item} />
              ))}
            </ul>
            {cart.shops.length > 1 && items.length > 1 && (
              <Group justify="space-between" className={classes.subtotal}>
                <Text c="dimmed">{t('subtotal')}</Text>
                <Money amount={subtotal} fw={700} />
              </Group>
            )}
          </Stack>
        </Card>
      ))}
    </Stack>
  );
}

export function CartSkeleton() {
  return (
    <Stack gap="md">
      {['first', 'second'].map((place) => (
        <Card key={place} aria-hidden>
          <Skeleton h={20} w={160} mb="md" />
          <Group wrap="nowrap" align="flex-start">
            <Skeleton h={88} w={88} style={{ flexShrink: 0 }} />
            <Stack gap="xs" flex={1}>
              <Skeleton h={18} w="80%" />
              <Skeleton h={14} w="40%" />
              <Skeleton h={36} w={140} mt="xs" />
            </Stack>
          </Group>
        </Card>
      ))}
    </Stack>
  );
}
