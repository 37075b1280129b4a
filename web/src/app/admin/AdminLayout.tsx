import { Text } from '@mantine/core';
import {
  IconBuildingStore,
  IconCategory,
  IconCopy,
  IconCreditCard,
  IconHome,
  IconUsers,
} from '@tabler/icons-react';
import { Outlet } from '@tanstack/react-router';
import { useSession } from '@/api/session';
import { useAdminTexts } from '@/app/admin/i18n';
import { NotFoundPage } from '@/app/NotFoundPage';
import { WorkFrame } from '@/app/WorkFrame';
import { useFlaggedCount } from '@/features/payments/books/queries';
import { usePendingCount } from '@/features/shops/approvals/queries';

export function AdminLayout() {
  const { user } = useSession();
  return user?.roles.includes('admin') ? <Frame /> : <NotFoundPage />;
}

function Frame() {
  const t = useAdminTexts();
  const places = [
    { to: '/admin', label: t('home'), icon: IconHome, home: true },
    { to: '/admin/shops', label: t('shops'), icon: IconBuildingStore, waiting: usePendingCount() },
    { to: '/admin/users', label: t('users'), icon: IconUsers },
    { to: '/admin/categories', label: t('categories'), icon: IconCategory },
    { to: '/admin/twins', label: t('twins'), icon: IconCopy },
    {
      to: '/admin/payments',
      label: t('payments'),
      icon: IconCreditCard,
      waiting: useFlaggedCount(),
      urgent: true,
    },
  ];
  return (
    <WorkFrame
      title={
        <Text fw={800} fz="lg" pl={4}>
          {t('title')}
        </Text>
      }
      label={t('places')}
      places={places}
    >
      <Outlet />
    </WorkFrame>
  );
}
