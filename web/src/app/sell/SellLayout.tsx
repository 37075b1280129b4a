import { Container, Skeleton, Stack } from '@mantine/core';
import {
  IconBox,
  IconBuildingWarehouse,
  IconClipboardList,
  IconHome,
  IconSettings,
  IconToolsKitchen2,
} from '@tabler/icons-react';
import { Outlet, useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { isProblem } from '@/api/problem';
import type { Shop } from '@/api/types';
import { NotFoundPage } from '@/app/NotFoundPage';
import { useSellTexts } from '@/app/sell/i18n';
import { rememberShop } from '@/app/sell/lastShop';
import { ShopSwitcher } from '@/app/sell/ShopSwitcher';
import { Arrivals, mayIn, SellShop } from '@/app/sell/sellShop';
import { type Place, WorkFrame } from '@/app/WorkFrame';
import { useLowCount } from '@/features/inventory/queries';
import { useNewOrders } from '@/features/orders/board/queries';
import { useFresh } from '@/features/orders/board/useFresh';
import { StandingNotice } from '@/features/shops/editor/StandingNotice';
import { useShop } from '@/features/shops/queries';
import { useTitleCount } from '@/lib/title';
import { Loaded } from '@/ui/Loaded';

/** The frame of one shop. A shop one does not work for does not exist here. */
export function SellLayout() {
  const { shop: id } = useParams({ from: '/sell/$shop' });
  const query = useShop(id);
  const hidden = query.data !== undefined && !query.data.settings;
  if (hidden || isProblem(query.error, 'not_found')) return <NotFoundPage />;
  return (
    <Loaded query={query} skeleton={<FrameSkeleton />}>
      {(shop) => <Frame key={shop.id} shop={shop} />}
    </Loaded>
  );
}

function Frame({ shop }: { shop: Shop }) {
  const t = useSellTexts();
  const waiting = useNewOrders(shop.id);
  const fresh = useFresh(waiting);
  useEffect(() => rememberShop(shop.id), [shop.id]);
  useTitleCount(waiting?.length ?? 0);
  return (
    <SellShop value={shop}>
      <Arrivals value={fresh}>
        <WorkFrame
          title={<ShopSwitcher shop={shop} />}
          label={t('places')}
          places={usePlaces(shop, waiting?.length ?? 0)}
        >
          {shop.status !== 'approved' && (
            <Container size="var(--niaga-width)" px={{ base: 'md', sm: 'lg' }} pt="md">
              <StandingNotice shop={shop} />
            </Container>
          )}
          <Outlet />
        </WorkFrame>
      </Arrivals>
    </SellShop>
  );
}

function usePlaces(shop: Shop, waiting: number): Place[] {
  const t = useSellTexts();
  const stocked = mayIn(shop, 'stock');
  const low = useLowCount(shop.id, stocked);
  const base = `/sell/${shop.id}`;
  const places: (Place & { needs: Parameters<typeof mayIn>[1] })[] = [
    { to: base, label: t('home'), icon: IconHome, home: true, needs: 'orders' },
    { to: `${base}/orders`, label: t('orders'), icon: IconClipboardList, waiting, needs: 'orders' },
    { to: `${base}/products`, label: t('products'), icon: IconToolsKitchen2, needs: 'products' },
    { to: `${base}/inventory`, label: t('stock'), icon: IconBox, waiting: low, urgent: true, needs: 'stock' },
    { to: `${base}/warehouses`, label: t('warehouses'), icon: IconBuildingWarehouse, needs: 'stock' },
    { to: `${base}/settings`, label: t('settings'), icon: IconSettings, needs: 'settings' },
  ];
  return places.filter(({ needs }) => mayIn(shop, needs));
}

function FrameSkeleton() {
  return (
    <Stack p="lg" gap="lg">
      <Skeleton h={44} w={240} />
      <Skeleton h={280} radius="lg" />
    </Stack>
  );
}
