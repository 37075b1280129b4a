import { useSession } from '@/api/session';
import { useLanguage } from '@/lib/texts';
import { clock, DEFAULT_ZONE, day, dayAndClock, localDay } from '@/lib/time';

interface WhenProps {
  at: string;
  /** The place's own zone; where there is no place the person's, who said it in their preferences. */
  zone?: string | undefined;
  /** `auto`: only the clock for today, the day too for anything else. */
  show?: 'auto' | 'day' | 'clock' | 'both';
}

export function When({ at, zone: given, show = 'auto' }: WhenProps) {
  const { user } = useSession();
  const zone = given ?? user?.timezone ?? DEFAULT_ZONE;
  const language = useLanguage();
  const today = localDay(at, zone) === localDay(new Date(), zone);
  const form = show === 'auto' ? (today ? 'clock' : 'both') : show;
  const write = {
    day: () => day(at, language, zone),
    clock: () => clock(at, zone),
    both: () => dayAndClock(at, language, zone),
  };
  return (
    <time dateTime={at} title={dayAndClock(at, language, zone)}>
      {write[form]()}
    </time>
  );
}
