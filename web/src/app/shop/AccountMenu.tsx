import { Avatar, Menu, UnstyledButton } from '@mantine/core';
import {
  IconBuildingStore,
  IconLogout,
  IconReceipt,
  IconShield,
  IconUser,
  IconWallet,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useSession } from '@/api/session';
import { useAppTexts } from '@/app/i18n';
import { Preferences } from '@/app/shop/Preferences';
import { useSignOut } from '@/features/identity/queries';

/** Everything of one's own, from the picture in the corner. */
export function AccountMenu() {
  const t = useAppTexts();
  const { user } = useSession();
  const signOut = useSignOut();
  if (!user) return null;
  const sells = user.roles.includes('seller');
  return (
    <Menu position="bottom-end" width={320} shadow="md">
      <Menu.Target>
        <UnstyledButton aria-label={`${t('account')}: ${user.name}`} p={4}>
          <Avatar src={user.avatar_url} name={user.name} color="initials" size={36} />
        </UnstyledButton>
      </Menu.Target>
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
