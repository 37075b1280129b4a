import { Text } from '@mantine/core';
import { useOrderTexts } from '@/features/orders/i18n';
import classes from '@/features/orders/orders.module.css';

/** What to say at the counter. */
export function CallNumber({ number }: { number: string }) {
  const t = useOrderTexts();
  return (
    <div>
      <Text size="sm" c="dimmed">
        {t('callNumber')}
      </Text>
      <Text className={classes.callNumber}>{number}</Text>
    </div>
  );
}
