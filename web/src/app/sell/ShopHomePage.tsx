import { Group, Stack, Title } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useSellTexts } from '@/app/sell/i18n';
import { OtherShops } from '@/app/sell/OtherShops';
import { SetUp } from '@/app/sell/SetUp';
import { mayIn, useArrivals, useSellShop } from '@/app/sell/sellShop';
import { useLowCount } from '@/features/inventory/queries';
import { arranged, minutesSince, since } from '@/features/orders/board/columns';
import { useOpenOrders, useWithMoves } from '@/features/orders/board/queries';
import { Tickets } from '@/features/orders/board/Tickets';
import { OpenState } from '@/features/shops/OpenState';
import { useNow } from '@/lib/useNow';
import { ButtonLink } from '@/ui/ButtonLink';
import { ErrorState } from '@/ui/ErrorState';
import { Page } from '@/ui/Page';
import { TaskTile } from '@/ui/TaskTile';
import { TaskTiles } from '@/ui/TaskTiles';

const TICKETS_SHOWN = 3;
const TICK_MS = 30_000;

/** What the shop has to do now, in numbers, and the orders that have waited longest to be done right here. */
export function ShopHomePage() {
  const t = useSellTexts();
  const shop = useSellShop();
  const open = useOpenOrders(shop.id);
  const navigate = useNavigate();
  const fresh = useArrivals();
  const shown = useWithMoves(open.data ?? []);
  const columns = arranged(shown);
  const count = (column: 'new' | 'processing' | 'ready') => open.data && columns[column].length;
  const stocked = mayIn(shop, 'stock');
  const low = useLowCount(shop.id, stocked);
  const minutes = minutesSince(columns.new[0] ? since(columns.new[0]) : '', useNow(TICK_MS));
  const orders = { to: '/sell/$shop/orders', params: { shop: shop.id } } as const;

  return (
    <Page
      title={t('homeTitle')}
      actions={
        <Group gap="xs">
          <OpenState shop={shop} />
          {mayIn(shop, 'settings') && (
            <ButtonLink
              to="/sell/$shop/settings"
              params={{ shop: shop.id }}
              variant="subtle"
              size="compact-sm"
            >
              {t('changeHours')}
            </ButtonLink>
          )}
        </Group>
      }
    >
      <Stack gap="lg">
        {open.isError && <ErrorState error={open.error} onRetry={() => void open.refetch()} />}
        <TaskTiles label={t('todo')}>
          <TaskTile
            {...orders}
            count={count('new')}
            label={t('toAccept')}
            detail={columns.new.length > 0 ? waited(t, minutes) : t('noneWaits')}
            tone="now"
          />
          <TaskTile
            {...orders}
            count={count('processing')}
            label={t('toPrepare')}
            detail={t('toPrepareText')}
          />
          <TaskTile {...orders} count={count('ready')} label={t('toHandOver')} detail={t('toHandOverText')} />
          {stocked && (
            <TaskTile
              to="/sell/$shop/inventory"
              params={{ shop: shop.id }}
              search={{ low: true }}
              count={low}
              label={t('lowStock')}
              detail={t(low ? 'lowStockText' : 'noneLow')}
              tone="low"
            />
          )}
        </TaskTiles>
        {columns.new.length > 0 && (
          <section aria-label={t('waitLongest')}>
            <Group justify="space-between" mb="sm">
              <Title order={2} fz="1.125rem">
                {t('waitLongest')}
              </Title>
              <ButtonLink {...orders} variant="subtle" size="compact-md">
                {t('wholeBoard')}
              </ButtonLink>
            </Group>
            <Tickets
              shop={shop.id}
              orders={columns.new.slice(0, TICKETS_SHOWN)}
              fresh={fresh.ids}
              onOpen={(order) => {
                fresh.seen(order);
                void navigate({ ...orders, search: { order } });
              }}
            />
          </section>
        )}
        {mayIn(shop, 'settings') && <SetUp shop={shop} />}
        <OtherShops />
      </Stack>
    </Page>
  );
}

function waited(t: ReturnType<typeof useSellTexts>, minutes: number): string {
  if (minutes < 1) return t('waitsNow');
  return minutes < 60
    ? t('waitsMinutes', { count: minutes })
    : t('waitsHours', { count: Math.floor(minutes / 60) });
}
