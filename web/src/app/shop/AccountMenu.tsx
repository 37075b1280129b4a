import { Menu } from '@mantine/core';
import {
  IconBuildingStore,
  IconLogout,
  IconReceipt,
  IconShield,
  IconUser,
  IconWallet,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { User } from '@/api/types';
import { useAppTexts } from '@/app/i18n';
import { Preferences } from '@/app/shop/Preferences';
import { useSignOut } from '@/features/identity/queries';

/** Everything of one's own, under the picture in the corner. Loaded when first opened. */
export function AccountMenu({ user, button }: { user: User; button: ReactNode }) {
  const t = useAppTexts();
  const signOut = useSignOut();
  const sells = user.roles.includes('seller');
  return (
    <Menu defaultOpened position="bottom-end" width={320} shadow="md">
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{user.name}</Menu.Label>
        <Menu.Item component={Link} to="/account" leftSection={<IconUser size={18} />}>
          {t('profile')}
        </Menu.Item>
        <Menu.Item component={Link} to="/orders" leftSection={<IconReceipt size={18} />}>
          {t('orders')}
        </Menu.Item>
        <Menu.Item component={Link} to="/wallet" leftSection={<IconWallet size={18} />}>
          {t('wallet')}
        </Menu.Item>
        <Menu.Item component={Link} to="/sell" leftSection={<IconBuildingStore size={18} />}>
          {sells ? t('sell') : t('startSelling')}
        </Menu.Item>
        {user.roles.includes('admin') && (
          <Menu.Item component={Link} to="/admin" leftSection={<IconShield size={18} />}>
            {t('admin')}
          </Menu.Item>
        )}
        <Menu.Divider />
        <Preferences />
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={18} />} onClick={() => signOut.mutate()}>
          {t('signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
