import { NumberInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { StockRow } from '@/api/sellerTypes';
import { useInventoryTexts } from '@/features/inventory/i18n';
import { useLowMark } from '@/features/inventory/queries';

const MAX_LOW_MARK = 1_000_000;

/** Below how many the shop wants to be told; zero is never. */
export function LowMark({ shop, row }: { shop: string; row: StockRow }) {
  const t = useInventoryTexts();
  const mark = useLowMark(shop);
  const [typed, setTyped] = useState<number | ''>(row.low_at);
  useEffect(() => setTyped(row.low_at), [row.low_at]);

  function commit() {
    if (typed === '' || typed < 0) return setTyped(row.low_at);
    if (typed === row.low_at) return;
    mark.mutate({ variant: row.variant_id, low_at: typed }, { onError: () => setTyped(row.low_at) });
  }

  return (
    <NumberInput
      size="sm"
      w={72}
      variant="filled"
      aria-label={t('lowAtOf', { name: row.name })}
      value={typed}
      onChange={(value) => setTyped(typeof value === 'number' ? value : '')}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
        if (event.key === 'Escape') setTyped(row.low_at);
      }}
      min={0}
      max={MAX_LOW_MARK}
      allowDecimal={false}
      clampBehavior="none"
      hideControls
      disabled={mark.isPending}
    />
  );
}
