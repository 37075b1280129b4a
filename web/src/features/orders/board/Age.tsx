import { Text } from '@mantine/core';
import { minutesSince } from '@/features/orders/board/columns';
import { useBoardTexts } from '@/features/orders/board/i18n';
import { useNow } from '@/lib/useNow';
import { When } from '@/ui/When';

const LATE_AFTER_MIN = 15;
const TICK_MS = 30_000;
const DAY_MIN = 24 * 60;

/** How long an order has been waiting; `urgent` ones turn red when it is too long. */
export function Age({ at, urgent }: { at: string; urgent: boolean }) {
  const t = useBoardTexts();
  const minutes = minutesSince(at, useNow(TICK_MS));
  const late = urgent && minutes >= LATE_AFTER_MIN;
  return (
    <Text
      span
      size="sm"
      fw={late ? 700 : 500}
      c={late ? 'var(--mantine-color-error)' : 'dimmed'}
      style={{ whiteSpace: 'nowrap' }}
    >
      {minutes < 1 && t('justNow')}
      {minutes >= 1 && minutes < 60 && t('minutesAgo', { count: minutes })}
      {minutes >= 60 && minutes < DAY_MIN && t('hoursAgo', { count: Math.floor(minutes / 60) })}
      {minutes >= DAY_MIN && <When at={at} show="day" />}
    </Text>
  );
}
