import type { ReactNode } from 'react';
import type { BoardOrder } from '@/api/sellerTypes';
import type { Shop } from '@/api/types';
import { useBoardTexts } from '@/features/orders/board/i18n';
import { PrintedLines } from '@/features/orders/board/print/PrintedLines';
import type { Sheet } from '@/features/orders/board/print/paper';
import classes from '@/features/orders/board/print/print.module.css';
import { ReadyBy } from '@/features/orders/ReadyBy';
import { rupiah } from '@/lib/money';
import { localPhone } from '@/lib/phone';
import { Money } from '@/ui/Money';
import { When } from '@/ui/When';

interface PrintedOrderProps {
  shop: Shop;
  order: BoardOrder;
  sheet: Sheet;
}

/** What goes with the goods (`receipt`), or what hangs over the stove (`kitchen`). */
export function PrintedOrder({ shop, order, sheet }: PrintedOrderProps) {
  const t = useBoardTexts();
  const forBuyer = sheet === 'receipt';
  return (
    <>
      {forBuyer && (
        <div className={classes.head}>
          <p className={classes.shop}>{shop.name}</p>
          {shop.address && <p>{shop.address}</p>}
          {shop.phone && <p>{localPhone(shop.phone)}</p>}
        </div>
      )}
      <p className={classes.callNumber}>{order.call_number}</p>
      <div className={classes.head}>
        <p className={forBuyer ? undefined : classes.big}>{t(order.delivery_option)}</p>
        <p>{order.buyer.name}</p>
        <p>
          <When at={order.placed_at} zone={shop.timezone} show="both" />
        </p>
        {forBuyer && <p>{order.number}</p>}
      </div>
      {!forBuyer && <ReadyBy part={order} zone={shop.timezone} />}
      <PrintedLines order={order} priced={forBuyer} />
      {forBuyer && <Totals order={order} />}
      {forBuyer && order.address && order.delivery_option === 'delivery' && (
        <div className={classes.part}>
          <p>{t('deliverTo')}</p>
          <p>
            {order.address.recipient}, {localPhone(order.address.phone)}
          </p>
          <p>
            {order.address.line}, {order.address.village}, {order.address.district}, {order.address.regency}{' '}
            {order.address.postal_code}
          </p>
          {order.address.note && <p className={classes.note}>{order.address.note}</p>}
        </div>
      )}
    </>
  );
}

function Totals({ order }: { order: BoardOrder }) {
  const t = useBoardTexts();
  const due = order.payment_method === 'cash' && order.paid_at === null;
  return (
    <div className={classes.part}>
      <Row label={t('subtotal')} amount={order.subtotal} />
      {order.discount > 0 && <Row label={t('discount')} amount={-order.discount} />}
      {order.delivery_fee > 0 && <Row label={t('deliveryFee')} amount={order.delivery_fee} />}
      <div className={classes.strong}>
        <Row label={t('total')} amount={order.total} />
      </div>
      {order.tax > 0 && <Row label={t('tax')} amount={order.tax} />}
      {order.refunded > 0 && <Row label={t('refunded')} amount={order.refunded} />}
      <p>
        {due
          ? t('cashDue', { amount: rupiah(order.total) })
          : `${t('payment')}: ${t(`method_${order.payment_method}`)}`}
      </p>
    </div>
  );
}

function Row({ label, amount }: { label: ReactNode; amount: number }) {
  return (
    <div className={classes.row}>
      <span>{label}</span>
      <Money amount={amount} />
    </div>
  );
}
