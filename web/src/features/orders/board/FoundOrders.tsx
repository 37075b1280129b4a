import { Group, Skeleton, Text } from '@mantine/core';
import { IconSearchOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useState } from 'react';
import type { BoardOrder } from '@/api/sellerTypes';
import classes from '@/features/orders/board/board.module.css';
import { nextStep } from '@/features/orders/board/columns';
import { useBoardTexts } from '@/features/orders/board/i18n';
import { OrderTicket } from '@/features/orders/board/OrderTicket';
import { useFoundOrders, useMove } from '@/features/orders/board/queries';
import { RejectSheet } from '@/features/orders/board/RejectSheet';
import { EmptyState } from '@/ui/EmptyState';
import { Loaded } from '@/ui/Loaded';
import { Pages } from '@/ui/Pages';

interface FoundOrdersProps {
  shop: string;
  q: string;
  page: number;
  onOpen: (order: string) => void;
  onPage: (page: number) => void;
  back: ReactNode;
}

/** Orders with this in their number, old ones too. */
export function FoundOrders({ shop, q, page, onOpen, onPage, back }: FoundOrdersProps) {
  const t = useBoardTexts();
  const found = useFoundOrders(shop, q, page);
  const move = useMove(shop);
  const [rejecting, setRejecting] = useState<BoardOrder | null>(null);
  return (
    <>
      <Group justify="space-between">
        <Text role="status">{t('found', { q })}</Text>
        {back}
      </Group>
      <Loaded query={found} skeleton={<Skeleton h={190} maw={320} radius="lg" />}>
        {({ items, total, size }) =>
          items.length > 0 ? (
            <>
              <ul className={classes.found}>
                {items.map((order) => (
                  <li key={order.id}>
                    <OrderTicket
                      order={order}
                      onOpen={() => onOpen(order.id)}
                      onReject={() => setRejecting(order)}
                      onMove={() => {
                        const status = nextStep(order);
                        if (status) move.mutate({ order, status });
                      }}
                    />
                  </li>
                ))}
              </ul>
              <Pages page={page} size={size} total={total} onChange={onPage} />
            </>
          ) : (
            <EmptyState icon={IconSearchOff} title={t('nothingFound')}>
              {t('nothingFoundText')}
            </EmptyState>
          )
        }
      </Loaded>
      <RejectSheet
        order={rejecting}
        onClose={() => setRejecting(null)}
        onReject={(order, reason) => {
          setRejecting(null);
          move.mutate({ order, status: 'rejected', reason });
        }}
      />
    </>
  );
}
