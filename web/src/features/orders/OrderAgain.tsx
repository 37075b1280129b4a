import { Button, type ButtonProps } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconRepeat } from '@tabler/icons-react';
import { useRef } from 'react';
import { idempotencyKey } from '@/api/client';
import { useOrderTexts } from '@/features/orders/i18n';
import { useOrderAgain } from '@/features/orders/queries';

interface OrderAgainProps extends ButtonProps {
  order: string;
  /** Something is in the cart now. */
  onFilled: () => void;
}

/** Everything still on sale into the cart once more; says what is not. */
export function OrderAgain({ order, onFilled, ...look }: OrderAgainProps) {
  const t = useOrderTexts();
  const again = useOrderAgain();
  const key = useRef(idempotencyKey());

  function fill() {
    again.mutate(
      { order, key: key.current },
      {
        onSuccess: ({ added, unavailable }) => {
          key.current = idempotencyKey();
          const names = unavailable.join(', ');
          if (added.length === 0) return notifications.show({ color: 'yellow', message: t('againNone') });
          const message = names ? t('againSome', { names }) : t('againDone');
          notifications.show({ color: names ? 'yellow' : 'teal', message });
          onFilled();
        },
      },
    );
  }

  return (
    <Button
      variant="light"
      leftSection={<IconRepeat size={18} aria-hidden />}
      loading={again.isPending}
      onClick={fill}
      {...look}
    >
      {t('again')}
    </Button>
  );
}
