import type { BoardOrder } from '@/api/sellerTypes';
import { useBoardTexts } from '@/features/orders/board/i18n';
import classes from '@/features/orders/board/print/print.module.css';
import { Money } from '@/ui/Money';

interface PrintedLinesProps {
  order: BoardOrder;
  /** Who cooks needs large letters and no prices. */
  priced: boolean;
}

export function PrintedLines({ order, priced }: PrintedLinesProps) {
  const t = useBoardTexts();
  return (
    <div className={classes.part}>
      <ul className={classes.lines}>
        {order.lines.map((line) => (
          <li key={line.id}>
            <div className={classes.row}>
              <span className={priced ? undefined : classes.big}>
                {line.quantity}× {line.name}
              </span>
              {priced && <Money amount={line.subtotal} />}
            </div>
            {Object.keys(line.options).length > 0 && <p>{Object.values(line.options).join(', ')}</p>}
            {line.note && <p className={classes.note}>{t('note', { note: line.note })}</p>}
          </li>
        ))}
      </ul>
      {order.note && <p className={classes.note}>{t('orderNote', { note: order.note })}</p>}
    </div>
  );
}
