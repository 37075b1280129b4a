import { Text } from '@mantine/core';
import type { Shop } from '@/api/types';
import { weekdayAt, weekdayName } from '@/features/shops/hours';
import { useShopTexts } from '@/features/shops/i18n';
import { useLanguage } from '@/lib/texts';
import { clock, dayAndClock, localDay } from '@/lib/time';

/** Within these a weekday's name says which day is meant. */
const SIX_DAYS = 6 * 86_400_000;

/** Open until when, or closed until when, on the shop's own clock. */
export function OpenState({ shop }: { shop: Shop }) {
  const t = useShopTexts();
  const language = useLanguage();
  const zone = shop.timezone;
  const at = (instant: string) => {
    const today = localDay(instant, zone) === localDay(new Date(), zone);
    if (today) return clock(instant, zone);
    const soon = Date.parse(instant) - Date.now() < SIX_DAYS;
    const weekday = weekdayName(weekdayAt(new Date(instant), zone), language);
    return soon ? `${weekday} ${clock(instant, zone)}` : dayAndClock(instant, language, zone);
  };
  const open = shop.open_now;
  const rest = open
    ? shop.closes_at && t('until', { clock: at(shop.closes_at) })
    : shop.opens_at && t('opensAt', { when: at(shop.opens_at) });
  return (
    <Text span size="sm" c="dimmed">
      <Text span inherit fw={700} c={open ? 'var(--niaga-good)' : 'inherit'}>
        {t(open ? 'openNow' : 'closed')}
      </Text>
      {rest && ` · ${rest}`}
    </Text>
  );
}
