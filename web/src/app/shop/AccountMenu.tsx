import { Divider, NavLink, Popover, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  IconBuildingStore,
  IconLogout,
  IconReceipt,
  IconShield,
  IconUser,
  IconWallet,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { cloneElement, type ReactElement } from 'react';
import type { User } from '@/api/types';
import { useAppTexts } from '@/app/i18n';
import { Preferences } from '@/app/shop/Preferences';
import { useSignOut } from '@/features/identity/queries';

interface AccountMenuProps {
  user: User;
  button: ReactElement<{ onClick?: () => void }>;
}

/** Everything of one's own, under the picture in the corner. Loaded when first opened. */
export function AccountMenu({ user, button }: AccountMenuProps) {
  const t = useAppTexts();
  const signOut = useSignOut();
  const [opened, menu] = useDisclosure(true);
  const sells = user.roles.includes('seller');
  const places = [
    { to: '/account', label: t('profile'), icon: IconUser },
    { to: '/orders', label: t('orders'), icon: IconReceipt },
    { to: '/wallet', label: t('wallet'), icon: IconWallet },
    { to: '/sell', label: sells ? t('sell') : t('startSelling'), icon: IconBuildingStore },
    ...(user.roles.includes('admin') ? [{ to: '/admin', label: t('admin'), icon: IconShield } as const] : []),
  ] as const;
  return (
    <Popover
      opened={opened}
      onChange={(open) => !open && menu.close()}
      position="bottom-end"
      width={320}
      shadow="md"
      trapFocus
      returnFocus
    >
      <Popover.Target>{cloneElement(button, { onClick: menu.toggle })}</Popover.Target>
      <Popover.Dropdown p={6}>
        <Text fw={700} px="sm" pt={6} truncate>
          {user.name}
        </Text>
        <Text size="xs" c="dimmed" px="sm" pb={6} truncate>
          {user.email}
        </Text>
        <Stack component="nav" gap={2} aria-label={t('account')}>
          {places.map(({ to, label, icon: Icon }) => (
            <NavLink
              key={to}
              renderRoot={(props) => <Link to={to} {...props} />}
              label={label}
              leftSection={<Icon size={18} aria-hidden />}
              onClick={menu.close}
              style={{ borderRadius: 'var(--mantine-radius-sm)' }}
            />
          ))}
        </Stack>
        <Divider my={6} />
        <Preferences />
        <Divider my={6} />
        <NavLink
          component="button"
          label={t('signOut')}
          leftSection={<IconLogout size={18} aria-hidden />}
          onClick={() => signOut.mutate()}
          style={{ borderRadius: 'var(--mantine-radius-sm)' }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
