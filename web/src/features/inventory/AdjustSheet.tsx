import { Alert, Button, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { isProblem } from '@/api/problem';
import type { StockRow } from '@/api/sellerTypes';
import { useInventoryTexts } from '@/features/inventory/i18n';
import { MAX_ON_HAND, useCount, useShowRow } from '@/features/inventory/queries';
import classes from '@/features/inventory/stock.module.css';
import { problemText } from '@/ui/problemTexts';
import { ReadyReasons } from '@/ui/ReadyReasons';
import { Sheet } from '@/ui/Sheet';

const READY_REASONS = ['why_broken', 'why_spoiled', 'why_lost', 'why_used', 'why_miscounted'] as const;
const LONGEST_REASON = 200;

interface AdjustSheetProps {
  shop: string;
  /** Null: nothing is being put right. */
  row: StockRow | null;
  onClose: () => void;
}

/** Puts a number right and says why: what the stock history tells whoever asks later. */
export function AdjustSheet({ shop, row, onClose }: AdjustSheetProps) {
  const t = useInventoryTexts();
  return (
    <Sheet opened={row !== null} onClose={onClose} title={row ? t('adjustOf', { name: row.name }) : ''}>
      {row && <AdjustForm shop={shop} seen={row} onDone={onClose} />}
    </Sheet>
  );
}

function AdjustForm({ shop, seen, onDone }: { shop: string; seen: StockRow; onDone: () => void }) {
  const t = useInventoryTexts();
  const count = useCount(shop);
  const show = useShowRow(shop);
  const [row, setRow] = useState(seen);
  const [counted, setCounted] = useState<number | ''>(seen.on_hand);
  const [reason, setReason] = useState('');
  const fits = counted === '' || (counted >= row.held && counted <= MAX_ON_HAND);
  const change = counted === '' ? 0 : counted - row.on_hand;
  const overtaken = isProblem(count.error, 'stale_version');

  function submit(event: React.FormEvent) {
    event.preventDefault();
    if (counted === '' || !fits) return;
    count.mutate(
      { row, on_hand: counted, reason: reason.trim() },
      {
        onSuccess: (now) => {
          const message = t('saved', { name: now.name, count: now.on_hand });
          notifications.show({ color: 'teal', message });
          onDone();
        },
        onError: (error) => {
          if (!isProblem(error, 'stale_version') || !error.data.stock) return;
          // Their number is the one in sight, and the next try stands on it.
          const present = error.data.stock as StockRow;
          show(present);
          setRow(present);
        },
      },
    );
  }

  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        {count.isError && (
          <Alert color={overtaken ? 'yellow' : 'red'} role="alert">
            {overtaken && t('stale', { now: row.on_hand })}
            {isProblem(count.error, 'validation_failed') && t('belowHeld', { held: row.held })}
            {!overtaken && !isProblem(count.error, 'validation_failed') && problemText(count.error)}
          </Alert>
        )}
        <NumberInput
          label={t('counted')}
          description={t('countedHint', { count: row.on_hand, held: row.held })}
          value={counted}
          onChange={(value) => setCounted(typeof value === 'number' ? value : '')}
          min={0}
          max={MAX_ON_HAND}
          clampBehavior="none"
          allowDecimal={false}
          error={fits ? null : t('belowHeld', { held: row.held })}
          data-autofocus
        />
        <ReadyReasons reasons={READY_REASONS.map((key) => t(key))} chosen={reason} onChoose={setReason} />
        <TextInput
          label={t('why')}
          required
          maxLength={LONGEST_REASON}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Group justify="space-between">
          <Text className={classes.figure}>
            {row.on_hand} → {counted === '' ? '…' : counted}
          </Text>
          <Button
            type="submit"
            loading={count.isPending}
            disabled={change === 0 || !fits || reason.trim() === ''}
          >
            {t('adjustNow', { change: `${change > 0 ? '+' : ''}${change}`.replace('-', '−') })}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
