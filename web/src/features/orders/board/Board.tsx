import { Badge, Button, Group, Tabs, Text, Title, VisuallyHidden } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconBellRinging } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { BoardOrder } from '@/api/sellerTypes';
import classes from '@/features/orders/board/board.module.css';
import { arranged, COLUMNS, type Column, nextStep } from '@/features/orders/board/columns';
import { DoneTicket } from '@/features/orders/board/DoneTicket';
import { useBoardTexts } from '@/features/orders/board/i18n';
import { OrderTicket } from '@/features/orders/board/OrderTicket';
import { useMove, useWithMoves } from '@/features/orders/board/queries';
import { RejectSheet } from '@/features/orders/board/RejectSheet';
import type { Fresh } from '@/features/orders/board/useFresh';

interface BoardProps {
  shop: string;
  orders: BoardOrder[];
  /** The shop's own. */
  zone: string;
  /** What has come in meanwhile: lit up. */
  fresh: Fresh;
  onOpen: (order: string) => void;
}

/** Everything the shop has to do, from new to done: four columns on a desktop, four tabs on a phone. */
export function Board({ shop, orders, zone, fresh, onOpen }: BoardProps) {
  const t = useBoardTexts();
  const move = useMove(shop);
  const wide = useMediaQuery('(min-width: 62em)', undefined, { getInitialValueInEffect: false });
  const [tab, setTab] = useState<Column>('new');
  const [rejecting, setRejecting] = useState<BoardOrder | null>(null);
  const shown = useWithMoves(orders);
  const columns = useMemo(() => arranged(shown), [shown]);
  const arrivals = columns.new.filter(({ id }) => fresh.ids.has(id)).length;
  const [shownUpTo, setShownUpTo] = useState(fresh.announced);

  /** The oldest stands first, so that what has just come in may be far down. */
  function showArrivals() {
    setShownUpTo(fresh.announced);
    setTab('new');
    requestAnimationFrame(() =>
      document.querySelector('article[data-fresh]')?.scrollIntoView({ block: 'center' }),
    );
  }

  function take(order: BoardOrder) {
    const status = nextStep(order);
    fresh.seen(order.id);
    if (status) move.mutate({ order, status });
  }

  function open(order: BoardOrder) {
    fresh.seen(order.id);
    onOpen(order.id);
  }

  const list = (column: Column) =>
    columns[column].length > 0 ? (
      <ul className={classes.list}>
        {columns[column].map((order) => (
          <li key={order.id}>
            {column === 'done' ? (
              <DoneTicket order={order} onOpen={() => open(order)} />
            ) : (
              <OrderTicket
                order={order}
                zone={zone}
                fresh={fresh.ids.has(order.id)}
                onOpen={() => open(order)}
                onMove={() => take(order)}
                onReject={() => setRejecting(order)}
              />
            )}
          </li>
        ))}
      </ul>
    ) : (
      <Text className={classes.hint}>{t(`empty_${column}`)}</Text>
    );

  return (
    <>
      <VisuallyHidden role="status">
        {fresh.announced && t('arrived', { number: fresh.announced })}
      </VisuallyHidden>
      {arrivals > 0 && shownUpTo !== fresh.announced && (
        <Button
          className={classes.arrivals}
          leftSection={<IconBellRinging size={18} aria-hidden />}
          onClick={showArrivals}
        >
          {t('arrivals', { count: arrivals })}
        </Button>
      )}
      {wide ? (
        <div className={classes.columns}>
          {COLUMNS.map((column) => (
            <section key={column} className={classes.column} aria-label={t(column)}>
              <Group justify="space-between" px={4}>
                <Title order={2} fz="1rem">
                  {t(column)}
                </Title>
                {column !== 'done' && <Badge color="gray">{columns[column].length}</Badge>}
              </Group>
              {list(column)}
              {column === 'done' && columns.done.length > 0 && (
                <Text size="xs" c="dimmed" px={4}>
                  {t('doneHint')}
                </Text>
              )}
            </section>
          ))}
        </div>
      ) : (
        <Tabs
          className={classes.phone}
          value={tab}
          onChange={(value) => setTab(value as Column)}
          variant="pills"
          radius="xl"
        >
          <Tabs.List grow mb="md" aria-label={t('board')} className={classes.tabs}>
            {COLUMNS.map((column) => (
              <Tabs.Tab key={column} value={column} px={8}>
                {t(column)}
                {column !== 'done' && columns[column].length > 0 && ` ${columns[column].length}`}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {COLUMNS.map((column) => (
            <Tabs.Panel key={column} value={column}>
              {list(column)}
            </Tabs.Panel>
          ))}
        </Tabs>
      )}
      <RejectSheet
        order={rejecting}
        onClose={() => setRejecting(null)}
        onReject={(order, reason) => {
          setRejecting(null);
          fresh.seen(order.id);
          move.mutate({ order, status: 'rejected', reason });
        }}
      />
    </>
  );
}
