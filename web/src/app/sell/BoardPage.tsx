import { Button, Drawer, Group, Skeleton, Text } from '@mantine/core';
import { IconClipboardList } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { mayIn, useArrivals, useSellShop } from '@/app/sell/sellShop';
import { Board } from '@/features/orders/board/Board';
import { BoardSkeleton } from '@/features/orders/board/BoardSkeleton';
import { nextStep } from '@/features/orders/board/columns';
import { FoundOrders } from '@/features/orders/board/FoundOrders';
import { useBoardTexts } from '@/features/orders/board/i18n';
import { OrderDetail } from '@/features/orders/board/OrderDetail';
import {
  useDoneOrders,
  useMove,
  useOpenOrders,
  usePart,
  useWithMoves,
} from '@/features/orders/board/queries';
import { RejectSheet } from '@/features/orders/board/RejectSheet';
import { SoundSwitch } from '@/features/orders/board/SoundSwitch';
import { ButtonLink } from '@/ui/ButtonLink';
import { EmptyState } from '@/ui/EmptyState';
import { useUiTexts } from '@/ui/i18n';
import { Loaded } from '@/ui/Loaded';
import { Page } from '@/ui/Page';
import { SearchField } from '@/ui/SearchField';

/** The board, or what a search for a number found; an opened order lies beside it. */
export function BoardPage() {
  const t = useBoardTexts();
  const shop = useSellShop();
  const { q, page = 1, order } = useSearch({ from: '/sell/$shop/orders' });
  const navigate = useNavigate({ from: '/sell/$shop/orders' });
  const open = useOpenOrders(shop.id);
  const done = useDoneOrders(shop.id);
  const fresh = useArrivals();
  const opened = (id: string) =>
    void navigate({ search: (present) => ({ ...present, order: id }), resetScroll: false });

  return (
    <Page
      title={t('title')}
      actions={
        <Group gap="xs" wrap="nowrap" flex="0 1 auto" miw={0}>
          <SearchField
            label={t('search')}
            value={q}
            onSearch={(words) => void navigate({ search: words ? { q: words } : {} })}
          />
          <SoundSwitch />
        </Group>
      }
    >
      {q ? (
        <FoundOrders
          shop={shop.id}
          zone={shop.timezone}
          q={q}
          page={page}
          onOpen={opened}
          onPage={(next) => void navigate({ search: { q, ...(next > 1 && { page: next }) } })}
          back={<Button onClick={() => void navigate({ search: {} })}>{t('backToBoard')}</Button>}
        />
      ) : (
        <Loaded query={open} skeleton={<BoardSkeleton />}>
          {(orders) => {
            if (done.isPending) return <BoardSkeleton />;
            const all = [...(done.data ?? []), ...orders];
            // An order on its way from one list to the other may be in neither: the board stays, and its chosen tab.
            if (all.length === 0 && !done.isFetching) return <NothingYet />;
            return <Board shop={shop.id} orders={all} zone={shop.timezone} fresh={fresh} onOpen={opened} />;
          }}
        </Loaded>
      )}
      <OpenedOrder
        id={order}
        onClose={() => void navigate({ search: { ...(q && { q }) }, resetScroll: false })}
      />
    </Page>
  );
}

function NothingYet() {
  const t = useBoardTexts();
  const shop = useSellShop();
  return (
    <EmptyState
      icon={IconClipboardList}
      title={t('emptyBoard')}
      action={
        mayIn(shop, 'products') && (
          <ButtonLink to="/sell/$shop/products" params={{ shop: shop.id }}>
            {t('toProducts')}
          </ButtonLink>
        )
      }
    >
      {t('emptyBoardText')}
    </EmptyState>
  );
}

function OpenedOrder({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const t = useBoardTexts();
  const ui = useUiTexts();
  const shop = useSellShop();
  const part = usePart(shop.id, id);
  const move = useMove(shop.id, { silent: true });
  const [rejecting, setRejecting] = useState(false);
  const [order] = useWithMoves(part.data ? [part.data] : []);
  return (
    <>
      <Drawer
        opened={id !== undefined}
        onClose={onClose}
        position="right"
        size="md"
        title={order ? <Text fw={700}>{t('detail', { number: order.number })}</Text> : ' '}
        closeButtonProps={{ 'aria-label': ui('close') }}
      >
        <Loaded query={part} skeleton={<Skeleton h={420} radius="lg" />}>
          {(found) => (
            <OrderDetail
              order={order ?? found}
              zone={shop.timezone}
              onReject={() => setRejecting(true)}
              onMove={() => {
                const status = nextStep(found);
                if (status) move.mutate({ order: found, status });
                // Nothing is left to do here, and the word that takes it back would lie over it.
                if (status === 'delivered') onClose();
              }}
            />
          )}
        </Loaded>
      </Drawer>
      <RejectSheet
        order={rejecting && order ? order : null}
        onClose={() => setRejecting(false)}
        onReject={(rejected, reason) => {
          setRejecting(false);
          move.mutate({ order: rejected, status: 'rejected', reason });
        }}
      />
    </>
  );
}
