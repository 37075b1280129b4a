import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { Order } from '@/api/purchaseTypes';
import { useCancelTexts } from '@/features/orders/cancel/i18n';
import { useOrderTexts } from '@/features/orders/i18n';
import { useCancelOrder } from '@/features/orders/queries';
import { cancellable } from '@/features/orders/steps';
import { rupiah } from '@/lib/money';
import { ReadyReasons } from '@/ui/ReadyReasons';
import { Sheet } from '@/ui/Sheet';

interface CancelSheetProps {
  order: Order;
  opened: boolean;
  onClose: () => void;
}

/** Says what happens with the money before anything happens. */
export function CancelSheet({ order, opened, onClose }: CancelSheetProps) {
  const t = useCancelTexts();
  const orderTexts = useOrderTexts();
  const [reason, setReason] = useState('');
  const cancel = useCancelOrder();
  const parts = cancellable(order);
  const whole = parts.length === order.shop_orders.length;

  function submit() {
    cancel.mutate(
      { order: order.id, reason: reason.trim() },
      {
        onSuccess: () => {
          onClose();
          notifications.show({ color: 'teal', message: t(whole ? 'cancelled' : 'cancelledPartly') });
        },
      },
    );
  }

  return (
    <Sheet opened={opened} onClose={onClose} title={t('cancelTitle')}>
      <Stack gap="md">
        {!whole && <Text>{t('cancelSome', { shops: parts.map((part) => part.shop.name).join(', ') })}</Text>}
        <Text>{money(order)}</Text>
        <ReadyReasons
          reasons={(['changed', 'mistake', 'slow'] as const).map((why) => t(`cancel_${why}`))}
          chosen={reason}
          onChoose={setReason}
        />
        <Textarea
          label={t('reason')}
          maxLength={200}
          autosize
          minRows={2}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('keep')}
          </Button>
          <Button color="red.9" loading={cancel.isPending} onClick={submit}>
            {orderTexts('cancel')}
          </Button>
        </Group>
      </Stack>
    </Sheet>
  );

  function money({ payment_method, paid_at }: Order): string {
    if (paid_at === null) return t(payment_method === 'cash' ? 'cancelCash' : 'cancelUnpaid');
    const amount = rupiah(parts.reduce((sum, part) => sum + part.total - part.refunded, 0));
    return t('cancelPaid', {
      amount,
      where: t(payment_method === 'wallet' ? 'back_wallet' : 'back_gateway'),
    });
  }
}
