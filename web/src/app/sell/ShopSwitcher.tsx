import { Group, Menu, Text, UnstyledButton } from '@mantine/core';
import { IconCheck, IconChevronDown, IconExternalLink, IconPlus } from '@tabler/icons-react';
import { Link, useLocation } from '@tanstack/react-router';
import type { Shop } from '@/api/types';
import { useSellTexts } from '@/app/sell/i18n';
import classes from '@/app/sell/switcher.module.css';
import { useMyShops } from '@/features/shops/editor/queries';
import { Picture } from '@/ui/Picture';
import { StatusBadge } from '@/ui/StatusBadge';

/** Whose shop this is, and the way to one's others: to the same part of them. */
export function ShopSwitcher({ shop }: { shop: Shop }) {
  const t = useSellTexts();
  const shops = useMyShops().data ?? [];
  const part = useLocation().pathname.split('/')[3] ?? '';
  return (
    <Menu position="bottom-start" width={300} shadow="md">
      <Menu.Target>
        <UnstyledButton className={classes.button} aria-label={`${t('switchShop')}: ${shop.name}`}>
          <span className={classes.logo}>
            <Picture src={shop.logo_url} alt="" eager radius="var(--mantine-radius-sm)" />
          </span>
          <Text span fw={700} truncate>
            {shop.name}
          </Text>
          <IconChevronDown size={18} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown mah="70dvh" style={{ overflowY: 'auto' }}>
        <Menu.Label>{t('shops')}</Menu.Label>
        {shops.map((one) => (
          <Menu.Item
            key={one.id}
            component={Link}
            to={part ? `/sell/${one.id}/${part}` : `/sell/${one.id}`}
            rightSection={one.id === shop.id && <IconCheck size={16} aria-hidden />}
          >
            <Group gap="xs" wrap="nowrap">
              <Text span size="sm" fw={one.id === shop.id ? 700 : 500} truncate>
                {one.name}
              </Text>
              {one.status !== 'approved' && <StatusBadge status={one.status} size="sm" />}
            </Group>
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item component={Link} to={`/shops/${shop.slug}`} leftSection={<IconExternalLink size={18} />}>
          {t('seeAsBuyer')}
        </Menu.Item>
        <Menu.Item component={Link} to="/sell/apply" leftSection={<IconPlus size={18} />}>
          {t('newShop')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
