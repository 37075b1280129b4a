import { useLanguage } from '@/lib/texts';
import { clock, DEFAULT_ZONE, day, dayAndClock, localDay } from '@/lib/time';

interface WhenProps {
  at: string;
  /** The place's own zone; Jakarta where there is no place. */
  zone?: string | undefined;
  /** `auto`: only the clock for today, the day too for anything else. */
  show?: 'auto' | 'day' | 'clock' | 'both';
}

export function When({ at, zone = DEFAULT_ZONE, show = 'auto' }: WhenProps) {
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
