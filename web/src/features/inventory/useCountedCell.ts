import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { isProblem } from '@/api/problem';
import type { Movement, StockRow } from '@/api/sellerTypes';
import { countOf } from '@/features/inventory/counting';
import { useInventoryTexts } from '@/features/inventory/i18n';
import { lastMovementQuery, useCount, useShowRow } from '@/features/inventory/queries';
import { problemText } from '@/ui/problemTexts';
import { undoToast } from '@/ui/undoToast';

/** Somebody changed the row while this person was counting. */
export interface Conflict {
  /** What this person wanted it to be. */
  mine: number;
  /** The row as it is now. */
  row: StockRow;
  /** Who did it, where the ledger knows. */
  last: Movement | null;
}

/** One number of the table being changed in place: typed, saved, refused, overtaken. */
export function useCountedCell(shop: string, row: StockRow) {
  const client = useQueryClient();
  const count = useCount(shop);
  const show = useShowRow(shop);
  const [typed, setTyped] = useState(String(row.on_hand));
  const [unreadable, setUnreadable] = useState(false);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const [wrong, setWrong] = useState<unknown>(null);
  const [saved, setSaved] = useState(false);

  // What the server says replaces what stands in the cell, unless somebody is asked about it.
  useEffect(() => setTyped(String(row.on_hand)), [row.on_hand]);

  function refused(error: unknown, mine: number): void {
    if (isProblem(error, 'stale_version') && error.data.stock) {
      const present = error.data.stock as StockRow;
      show(present);
      const ask = (last: Movement | null) => setConflict({ mine, row: present, last });
      client.fetchQuery(lastMovementQuery(shop, row.variant_id)).then(ask, () => ask(null));
      return;
    }
    setWrong(error);
  }

  function write(on: StockRow, on_hand: number | null): void {
    setWrong(null);
    setConflict(null);
    setSaved(false);
    count.mutate(
      { row: on, on_hand },
      {
        onSuccess: (now) => {
          setSaved(true);
          if (on_hand === null) offerBack(now, on.on_hand);
        },
        onError: (error) => {
          setTyped(String(on.on_hand));
          refused(error, on_hand ?? on.held);
        },
      },
    );
  }

  function offerBack(emptied: StockRow, before: number): void {
    undoToast({
      message: useInventoryTexts.now('emptied', { name: emptied.name }),
      undoLabel: useInventoryTexts.now('undo'),
      onUndo: () => write(emptied, before),
    });
  }

  return {
    typed,
    conflict,
    wrong: unreadable ? useInventoryTexts.now('unreadable') : wrong === null ? null : whyNot(wrong, row),
    saved,
    saving: count.isPending,
    type: (text: string) => {
      setTyped(text);
      setUnreadable(false);
      setWrong(null);
      setSaved(false);
    },
    reset: () => {
      setTyped(String(row.on_hand));
      setUnreadable(false);
      setWrong(null);
    },
    commit: () => {
      const count = typed.trim() === '' ? row.on_hand : countOf(typed, row.on_hand);
      setUnreadable(count === null);
      if (count === null) return;
      setTyped(String(count));
      if (count !== row.on_hand) write(row, count);
    },
    empty: () => write(row, null),
    insist: ({ row: present, mine }: Conflict) => write(present, mine),
    yield: () => setConflict(null),
  };
}

/** A count is refused when buyers hold more than that; the row in sight has been asked for anew by then. */
function whyNot(error: unknown, row: StockRow): string {
  if (!isProblem(error, 'validation_failed')) return problemText(error);
  return useInventoryTexts.now('belowHeld', { held: row.held });
}

export type CountedCell = ReturnType<typeof useCountedCell>;
