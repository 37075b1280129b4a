import { Avatar, Button, Card, Group, Stack, Text } from '@mantine/core';
import {
  IconBell,
  IconBuildingStore,
  IconChevronRight,
  IconLock,
  IconLogout,
  IconMapPin,
  IconReceipt,
  IconShield,
  IconUser,
  IconWallet,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useSession } from '@/api/session';
import { useAppTexts } from '@/app/i18n';
import classes from '@/app/shop/account-page.module.css';
import { useProfileTexts } from '@/features/identity/profile/i18n';
import { VerifyNotice } from '@/features/identity/profile/VerifyNotice';
import { useSignOut } from '@/features/identity/queries';
import { Page } from '@/ui/Page';

/** Everything of one's own, one tap away. */
export function AccountPage() {
  const t = useProfileTexts();
  const app = useAppTexts();
  const { user } = useSession();
  const signOut = useSignOut();
  if (!user) return null;
  const places = [
    { to: '/account/profile', icon: IconUser, label: t('profile'), text: t('profileText') },
    { to: '/account/addresses', icon: IconMapPin, label: t('addresses'), text: t('addressesText') },
    { to: '/account/security', icon: IconLock, label: t('security'), text: t('securityText') },
    { to: '/orders', icon: IconReceipt, label: app('orders') },
    { to: '/wallet', icon: IconWallet, label: app('wallet') },
    { to: '/notifications', icon: IconBell, label: app('notifications') },
    {
      to: '/sell',
      icon: IconBuildingStore,
      label: app(user.roles.includes('seller') ? 'sell' : 'startSelling'),
    },
    ...(user.roles.includes('admin')
      ? [{ to: '/admin', icon: IconShield, label: app('admin') } as const]
      : []),
  ] as const;
  return (
    <Page title={t('title')} width="reading">
      <Group wrap="nowrap">
        <Avatar src={user.avatar_url} name={user.name} color="initials" size={64} alt="" />
        <div style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
          <Text fw={700} fz="lg">
            {user.name}
          </Text>
          <Text c="dimmed">{user.email ?? user.phone}</Text>
        </div>
      </Group>
      <VerifyNotice user={user} />
      <Card padding={0}>
        {places.map(({ icon: Icon, ...place }) => (
          <Link key={place.to} to={place.to} className={classes.place}>
            <Icon size={22} stroke={1.75} aria-hidden />
            <Stack gap={0} flex={1}>
              <Text fw={600}>{place.label}</Text>
              {'text' in place && (
                <Text size="sm" c="dimmed">
                  {place.text}
                </Text>
              )}
            </Stack>
            <IconChevronRight size={18} aria-hidden />
          </Link>
        ))}
      </Card>
      <Button
        variant="subtle"
        color="red"
        leftSection={<IconLogout size={18} aria-hidden />}
        loading={signOut.isPending}
        onClick={() => signOut.mutate()}
        style={{ alignSelf: 'flex-start' }}
      >
        {t('signOut')}
      </Button>
    </Page>
  );
}
