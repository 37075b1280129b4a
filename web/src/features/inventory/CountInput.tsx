import { Alert, Button, Group, Text, TextInput, VisuallyHidden } from '@mantine/core';
import type { StockRow } from '@/api/sellerTypes';
import { useInventoryTexts } from '@/features/inventory/i18n';
import classes from '@/features/inventory/stock.module.css';
import type { Conflict, CountedCell } from '@/features/inventory/useCountedCell';

/** The cell one types into: Enter or leaving it saves, Esc puts back what was there. */
export function CountInput({ row, cell }: { row: StockRow; cell: CountedCell }) {
  const t = useInventoryTexts();
  return (
    <>
      <TextInput
        className={classes.count}
        size="sm"
        w={96}
        aria-label={t('onHandOf', { name: row.name })}
        value={cell.typed}
        title={t('countHow')}
        inputMode="numeric"
        maxLength={12}
        onChange={(event) => cell.type(event.currentTarget.value)}
        onBlur={cell.commit}
        onFocus={(event) => event.currentTarget.select()}
        onKeyDown={(event) => {
          if (event.key === 'Enter') cell.commit();
          if (event.key === 'Escape') cell.reset();
        }}
        disabled={cell.saving}
        error={cell.wrong !== null}
        data-saved={cell.saved || undefined}
      />
      <VisuallyHidden role="status">
        {cell.saved && t('saved', { name: row.name, count: row.on_hand })}
      </VisuallyHidden>
    </>
  );
}

/** What stands below a row that could not be saved, and the way on. */
export function CountTrouble({ cell }: { cell: CountedCell }) {
  if (cell.conflict) return <Overtaken conflict={cell.conflict} cell={cell} />;
  if (!cell.wrong) return null;
  return (
    <Text size="sm" c="var(--mantine-color-error)" role="alert">
      {cell.wrong}
    </Text>
  );
}

function Overtaken({ conflict, cell }: { conflict: Conflict; cell: CountedCell }) {
  const t = useInventoryTexts();
  const { last, row, mine } = conflict;
  const now = row.on_hand;
  const sign = last && last.change > 0 ? '+' : '';
  return (
    <Alert color="yellow" role="alert" p="sm">
      <Text size="sm">
        {last
          ? t('staleBy', {
              who: last.actor?.name ?? t('bySystem'),
              change: `${sign}${last.change}`,
              reason: t(`reason_${last.reason}`).toLowerCase(),
              now,
            })
          : t('stale', { now })}
      </Text>
      <Group gap="xs" mt="xs">
        <Button size="compact-md" onClick={() => cell.insist(conflict)}>
          {t('useMine', { mine })}
        </Button>
        <Button size="compact-md" variant="default" onClick={cell.yield}>
          {t('keepTheirs', { now })}
        </Button>
      </Group>
    </Alert>
  );
}
