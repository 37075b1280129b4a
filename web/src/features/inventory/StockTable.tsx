import { Table, Tooltip } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { StockRow } from '@/api/sellerTypes';
import { useInventoryTexts } from '@/features/inventory/i18n';
import { StockCard, StockLine } from '@/features/inventory/StockLine';
import classes from '@/features/inventory/stock.module.css';

interface StockTableProps {
  shop: string;
  rows: StockRow[];
  /** There is more than one warehouse, so that each row says which it is. */
  several: boolean;
  onAdjust: (row: StockRow) => void;
  onHistory: (variant: string) => void;
}

const keyOf = (row: StockRow) => `${row.variant_id}.${row.warehouse_id}`;

/** A table to be typed into on a desktop, cards with the same cells on a phone. */
export function StockTable({ shop, rows, several, onAdjust, onHistory }: StockTableProps) {
  const t = useInventoryTexts();
  const wide = useMediaQuery('(min-width: 62em)', undefined, { getInitialValueInEffect: false });
  const shared = { shop, several, onAdjust, onHistory };
  if (!wide) {
    return (
      <ul className={classes.cards}>
        {rows.map((row) => (
          <StockCard key={keyOf(row)} row={row} {...shared} />
        ))}
      </ul>
    );
  }
  return (
    <Table verticalSpacing="xs" highlightOnHover className={classes.table}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('item')}</Table.Th>
          {several && <Table.Th>{t('warehouse')}</Table.Th>}
          <Table.Th w={120}>{t('onHand')}</Table.Th>
          <Table.Th ta="right" w={90}>
            <Tooltip label={t('heldHint')}>
              <span>{t('held')}</span>
            </Tooltip>
          </Table.Th>
          <Table.Th ta="right" w={140}>
            {t('available')}
          </Table.Th>
          <Table.Th w={110}>{t('lowAt')}</Table.Th>
          <Table.Th ta="right" w={90}>
            {t('actions')}
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <StockLine key={keyOf(row)} row={row} {...shared} />
        ))}
      </Table.Tbody>
    </Table>
  );
}
