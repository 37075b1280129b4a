import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { BoardOrder } from '@/api/sellerTypes';
import { useBoardTexts } from '@/features/orders/board/i18n';
import { rupiah } from '@/lib/money';
import { ReadyReasons } from '@/ui/ReadyReasons';
import { Sheet } from '@/ui/Sheet';

const READY_REASONS = ['reason_sold_out', 'reason_closing', 'reason_too_busy'] as const;
const SHORTEST_REASON = 3;

interface RejectSheetProps {
  /** Null: nothing is being rejected. */
  order: BoardOrder | null;
  onClose: () => void;
  onReject: (order: BoardOrder, reason: string) => void;
}

/** Says what rejecting does before it is done, and asks why. */
export function RejectSheet({ order, onClose, onReject }: RejectSheetProps) {
  const t = useBoardTexts();
  return (
    <Sheet
      opened={order !== null}
      onClose={onClose}
      title={order ? t('rejectOf', { number: order.call_number }) : ''}
    >
      {order && <Reasons key={order.id} order={order} onClose={onClose} onReject={onReject} />}
    </Sheet>
  );
}

function Reasons({ order, onClose, onReject }: RejectSheetProps & { order: BoardOrder }) {
  const t = useBoardTexts();
  const [reason, setReason] = useState('');
  const unpaid = order.paid_at === null;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onReject(order, reason.trim());
      }}
    >
      <Stack gap="md">
        <Text>{unpaid ? t('rejectCash') : t('rejectText', { amount: rupiah(order.total) })}</Text>
        <ReadyReasons reasons={READY_REASONS.map((key) => t(key))} chosen={reason} onChoose={setReason} />
        <Textarea
          label={t('rejectReason')}
          description={t('rejectReasonHint')}
          required
          autosize
          minRows={2}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('keep')}
          </Button>
          <Button type="submit" color="red.8" disabled={reason.trim().length < SHORTEST_REASON}>
            {t(unpaid ? 'rejectNowCash' : 'rejectNow')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
