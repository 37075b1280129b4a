import { Skeleton } from '@mantine/core';
import classes from '@/features/orders/board/board.module.css';

const TICKETS = [3, 2, 1, 2];

/** Columns with tickets in them, as wide as they will be; on a phone the first column. */
export function BoardSkeleton() {
  return (
    <div className={classes.columns} data-skeleton>
      {TICKETS.map((count, column) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: columns that never move
        <div key={column} className={classes.column}>
          <Skeleton h={22} w="50%" />
          {Array.from({ length: count }, (_, ticket) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: tickets that never move
            <Skeleton key={ticket} h={190} radius="lg" />
          ))}
        </div>
      ))}
    </div>
  );
}
