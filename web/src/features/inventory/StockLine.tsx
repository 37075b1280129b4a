import { ActionIcon, Badge, Group, Menu, Table, Text } from '@mantine/core';
import { IconAdjustments, IconBan, IconDots, IconHistory } from '@tabler/icons-react';
import type { StockRow } from '@/api/sellerTypes';
import { CountInput, CountTrouble } from '@/features/inventory/CountInput';
import { useInventoryTexts } from '@/features/inventory/i18n';
import { LowMark } from '@/features/inventory/LowMark';
import classes from '@/features/inventory/stock.module.css';
import { type CountedCell, useCountedCell } from '@/features/inventory/useCountedCell';
import { Picture } from '@/ui/Picture';

const SIGN = { size: 18, 'aria-hidden': true } as const;

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
    <li className={classes.card} data-low={row.low || row.out || undefined}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Item row={row} {...(several && { where: row.warehouse_name })} />
        <Actions row={row} cell={cell} onAdjust={onAdjust} onHistory={onHistory} />
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
          <Available row={row} />
        </div>
        <div>
          <Text size="xs" c="dimmed">
            {t('lowAt')}
          </Text>
          <LowMark shop={shop} row={row} />
        </div>
      </div>
      <CountTrouble cell={cell} />
    </li>
  );
}

function Item({ row, where }: { row: StockRow; where?: string }) {
  return (
    <Group wrap="nowrap" gap="sm" miw={0} flex={1}>
      <div className={classes.thumb}>
        <Picture src={row.image_url} alt="" />
      </div>
      <div className={classes.words}>
        <Text fw={600} size="sm">
          {row.name}
        </Text>
        <Text size="xs" c="dimmed">
          {[row.sku, where].filter(Boolean).join(' · ')}
        </Text>
      </div>
    </Group>
  );
}

/** Red, and told apart: what is gone, and what soon will be. */
function LowBadge({ row }: { row: StockRow }) {
  const t = useInventoryTexts();
  if (!row.low && !row.out) return null;
  return (
    <Badge
      color={row.available === 0 ? 'red.9' : 'red'}
      size="sm"
      variant={row.available === 0 ? 'filled' : 'light'}
      style={{ flexShrink: 0 }}
    >
      {t(row.available === 0 ? 'gone' : 'low')}
    </Badge>
  );
}

function Available({ row }: { row: StockRow }) {
  return (
    <div className={`${classes.figure} ${classes.available}`} data-low={row.low || row.out || undefined}>
      <LowBadge row={row} />
      {row.available}
    </div>
  );
}

interface ActionsProps extends Pick<StockLineProps, 'row' | 'onAdjust' | 'onHistory'> {
  cell: CountedCell;
}

/** What is done now and then; the number itself is typed where it stands. */
function Actions({ row, cell, onAdjust, onHistory }: ActionsProps) {
  const t = useInventoryTexts();
  const { name } = row;
  return (
    <Group justify="flex-end">
      <Menu position="bottom-end" width={250}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size={36} aria-label={t('actionsOf', { name })}>
            <IconDots size={20} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconAdjustments {...SIGN} />} onClick={() => onAdjust(row)}>
            {t('adjust')}
          </Menu.Item>
          <Menu.Item leftSection={<IconHistory {...SIGN} />} onClick={() => onHistory(row.variant_id)}>
            {t('ledger')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconBan {...SIGN} />}
            disabled={cell.saving || row.on_hand <= row.held}
            onClick={cell.empty}
          >
            {t('empty')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}
