import { Anchor } from '@mantine/core';
import { IconBuildingStore } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';

/** The shop's name, leading to its page. */
export function ShopLink({
  shop,
  size = 'sm',
}: {
  shop: { id: string; name: string };
  size?: 'xs' | 'sm' | 'md';
}) {
  return (
    <Anchor
      renderRoot={(props) => <Link to="/shops/$shop" params={{ shop: shop.id }} {...props} />}
      size={size}
      c="inherit"
      fw={600}
      style={{ display: 'inline-flex', alignItems: 'center', gap: 6, minHeight: 24 }}
    >
      <IconBuildingStore size="1.15em" stroke={1.75} aria-hidden />
      {shop.name}
    </Anchor>
  );
}
