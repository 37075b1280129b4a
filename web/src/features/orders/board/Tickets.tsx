import { useState } from 'react';
import type { BoardOrder } from '@/api/sellerTypes';
import classes from '@/features/orders/board/board.module.css';
import { nextStep } from '@/features/orders/board/columns';
import { OrderTicket } from '@/features/orders/board/OrderTicket';
import { useMove, useWithMoves } from '@/features/orders/board/queries';
import { RejectSheet } from '@/features/orders/board/RejectSheet';

interface TicketsProps {
  shop: string;
  orders: BoardOrder[];
  /** The shop's own. */
  zone: string;
  /** Just in: lit up. */
  fresh?: ReadonlySet<string>;
  onOpen: (order: string) => void;
}

/** Orders side by side, each with its next step, outside the board's columns. */
export function Tickets({ shop, orders, zone, fresh, onOpen }: TicketsProps) {
  const move = useMove(shop);
  const shown = useWithMoves(orders);
  const [rejecting, setRejecting] = useState<BoardOrder | null>(null);
  return (
    <>
      <ul className={classes.found}>
        {shown.map((order) => (
          <li key={order.id}>
            <OrderTicket
              order={order}
              zone={zone}
              fresh={fresh?.has(order.id) ?? false}
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
