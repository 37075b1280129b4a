import type { Shop } from '@/api/types';
import { weekdayAt, weekdayName } from '@/features/shops/hours';
import { useLanguage } from '@/lib/texts';
import { clock, dayAndClock, localDay } from '@/lib/time';

/** Within these a weekday's name says which day is meant. */
const SIX_DAYS = 6 * 86_400_000;

/** How an instant is said about a shop, on its own clock: `06.30 WIB`, `Senin 06.30 WIB`. */
export function useShopClock({ timezone: zone }: Shop): (instant: string) => string {
  const language = useLanguage();
  return (instant) => {
    const today = localDay(instant, zone) === localDay(new Date(), zone);
    if (today) return clock(instant, zone);
    const soon = Date.parse(instant) - Date.now() < SIX_DAYS;
    const weekday = weekdayName(weekdayAt(new Date(instant), zone), language);
    return soon ? `${weekday} ${clock(instant, zone)}` : dayAndClock(instant, language, zone);
  };
}
