import { Group, Title } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { Shop } from '@/api/types';
import { useSellTexts } from '@/app/sell/i18n';
import { mayIn, useArrivals } from '@/app/sell/sellShop';
import { useLowCount } from '@/features/inventory/queries';
import { arranged, type Column, minutesSince, since } from '@/features/orders/board/columns';
import { useOpenOrders, useWithMoves } from '@/features/orders/board/queries';
import { Tickets } from '@/features/orders/board/Tickets';
import { useNow } from '@/lib/useNow';
import { ButtonLink } from '@/ui/ButtonLink';
import { ErrorState } from '@/ui/ErrorState';
import { TaskTile } from '@/ui/TaskTile';
import { TaskTiles } from '@/ui/TaskTiles';

const TICKETS_SHOWN = 3;
const TICK_MS = 30_000;

/** The shop's work in numbers, and the orders that have waited longest, to be taken right here. */
export function WorkNow({ shop }: { shop: Shop }) {
  const t = useSellTexts();
  const open = useOpenOrders(shop.id);
  const navigate = useNavigate();
  const fresh = useArrivals();
  const columns = arranged(useWithMoves(open.data ?? []));
  const count = (column: Column) => open.data && columns[column].length;
  const stocked = mayIn(shop, 'stock');
  const low = useLowCount(shop.id, stocked);
  const waiting = useWaiting(columns.new[0] && since(columns.new[0]));
  const board = { to: '/sell/$shop/orders', params: { shop: shop.id } } as const;
  if (open.isError && !open.data) {
    return <ErrorState error={open.error} onRetry={() => void open.refetch()} />;
  }
  return (
    <>
      <TaskTiles label={t('todo')}>
        <TaskTile {...board} count={count('new')} label={t('toAccept')} detail={waiting} tone="now" />
        <TaskTile {...board} count={count('processing')} label={t('toPrepare')} detail={t('toPrepareText')} />
        <TaskTile {...board} count={count('ready')} label={t('toHandOver')} detail={t('toHandOverText')} />
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
            <ButtonLink {...board} variant="subtle" size="compact-md">
              {t('wholeBoard')}
            </ButtonLink>
          </Group>
          <Tickets
            shop={shop.id}
            zone={shop.timezone}
            orders={columns.new.slice(0, TICKETS_SHOWN)}
            fresh={fresh.ids}
            onOpen={(order) => {
              fresh.seen(order);
              void navigate({ ...board, search: { order } });
            }}
          />
        </section>
      )}
    </>
  );
}

/** How long the oldest new order has been waiting, in words. */
function useWaiting(from: string | undefined): string {
  const t = useSellTexts();
  const now = useNow(TICK_MS);
  if (!from) return t('noneWaits');
  const minutes = minutesSince(from, now);
  if (minutes < 1) return t('waitsNow');
  return minutes < 60
    ? t('waitsMinutes', { count: minutes })
    : t('waitsHours', { count: Math.floor(minutes / 60) });
}
