import { ActionIcon, Badge, Button, Group, Table, Text, Tooltip } from '@mantine/core';
import { IconAdjustments, IconHistory } from '@tabler/icons-react';
import type { StockRow } from '@/api/sellerTypes';
import { CountInput, CountTrouble } from '@/features/inventory/CountInput';
import { useInventoryTexts } from '@/features/inventory/i18n';
import { LowMark } from '@/features/inventory/LowMark';
import classes from '@/features/inventory/stock.module.css';
import { type CountedCell, useCountedCell } from '@/features/inventory/useCountedCell';

export interface StockLineProps {
  shop: string;
  row: StockRow;
  several: boolean;
  onAdjust: (row: StockRow) => void;
  onHistory: (variant: string) => void;
}

export function StockLine({ shop, row, several, onAdjust, onHistory }: StockLineProps) {
  const cell = useCountedCell(shop, row);
  const trouble = cell.conflict !== null || cell.wrong !== null;
  const columns = several ? 7 : 6;
  return (
    <>
      <Table.Tr>
        <Table.Th scope="row" fw={500}>
          <Item row={row} />
        </Table.Th>
        {several && <Table.Td>{row.warehouse_name}</Table.Td>}
        <Table.Td>
          <CountInput row={row} cell={cell} />
        </Table.Td>
        <Table.Td ta="right">{row.held}</Table.Td>
        <Table.Td ta="right">
          <Available row={row} />
        </Table.Td>
        <Table.Td>
          <LowMark shop={shop} row={row} />
        </Table.Td>
        <Table.Td>
          <Actions row={row} cell={cell} onAdjust={onAdjust} onHistory={onHistory} />
        </Table.Td>
      </Table.Tr>
      {trouble && (
        <Table.Tr>
          <Table.Td colSpan={columns}>
            <CountTrouble cell={cell} />
          </Table.Td>
        </Table.Tr>
      )}
    </>
  );
}

export function StockCard({ shop, row, several, onAdjust, onHistory }: StockLineProps) {
  const t = useInventoryTexts();
  const cell = useCountedCell(shop, row);
  return (
    <li className={classes.card} data-low={row.low || undefined}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div>
          <Item row={row} />
          {several && (
            <Text size="xs" c="dimmed">
              {row.warehouse_name}
            </Text>
          )}
        </div>
        <LowBadge row={row} />
      </Group>
      <div className={classes.figures}>
        <div>
          <Text size="xs" c="dimmed">
            {t('onHand')}
          </Text>
          <CountInput row={row} cell={cell} />
        </div>
        <div>
          <Text size="xs" c="dimmed">
            {t('held')}
          </Text>
          <Text className={classes.figure}>{row.held}</Text>
        </div>
        <div>
          <Text size="xs" c="dimmed">
            {t('available')}
          </Text>
          <Text className={classes.figure} data-low={row.low || undefined}>
            {row.available}
          </Text>
        </div>
        <div>
          <Text size="xs" c="dimmed">
            {t('lowAt')}
          </Text>
          <LowMark shop={shop} row={row} />
        </div>
      </div>
      <CountTrouble cell={cell} />
      <Actions row={row} cell={cell} onAdjust={onAdjust} onHistory={onHistory} />
    </li>
  );
}

function Item({ row }: { row: StockRow }) {
  return (
    <>
      <Text fw={600} size="sm">
        {row.name}
      </Text>
      <Text size="xs" c="dimmed">
        {row.sku}
      </Text>
    </>
  );
}

/** Red, and told apart: what is gone, and what soon will be. */
function LowBadge({ row }: { row: StockRow }) {
  const t = useInventoryTexts();
  if (!row.low) return null;
  return (
    <Badge color="red" size="sm" variant={row.available === 0 ? 'filled' : 'light'} style={{ flexShrink: 0 }}>
      {t(row.available === 0 ? 'gone' : 'low')}
    </Badge>
  );
}

function Available({ row }: { row: StockRow }) {
  return (
    <Group
      justify="flex-end"
      gap={6}
      wrap="nowrap"
      className={classes.figure}
      data-low={row.low || undefined}
    >
      <LowBadge row={row} />
      {row.available}
    </Group>
  );
}

interface ActionsProps extends Pick<StockLineProps, 'row' | 'onAdjust' | 'onHistory'> {
  cell: CountedCell;
}

function Actions({ row, cell, onAdjust, onHistory }: ActionsProps) {
  const t = useInventoryTexts();
  return (
    <Group gap="xs" wrap="nowrap" justify="flex-end">
      <Button
        variant="default"
        size="compact-sm"
        h={36}
        loading={cell.saving}
        disabled={row.on_hand <= row.held}
        onClick={cell.empty}
        aria-label={t('emptyOf', { name: row.name })}
      >
        {t('empty')}
      </Button>
      <Tooltip label={t('adjust')}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          aria-label={t('adjustOf', { name: row.name })}
          onClick={() => onAdjust(row)}
        >
          <IconAdjustments size={20} stroke={1.75} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('ledger')}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          aria-label={t('historyOf', { name: row.name })}
          onClick={() => onHistory(row.variant_id)}
        >
          <IconHistory size={20} stroke={1.75} />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}
