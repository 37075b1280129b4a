/** A week as a sign on the door shows it: pure, so that nights and lunch breaks can be tested. */
import type { OpeningHours } from '@/api/types';
import { localDay } from '@/lib/time';

export interface Weekday {
  /** 1 = Monday … 7 = Sunday */
  weekday: number;
  /** `08.00–15.00`; several on a day with a break; empty when closed */
  stretches: string[];
}

const dotted = (clock: string) => clock.replace(':', '.');

export function week(hours: OpeningHours[]): Weekday[] {
  return [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
    weekday,
    stretches: hours
      .filter((stretch) => stretch.weekday === weekday)
      .sort((a, b) => a.opens.localeCompare(b.opens))
      .map(({ opens, closes }) => `${dotted(opens)}–${dotted(closes)}`),
  }));
}

/** The weekday it is at the place, 1 = Monday. */
export function weekdayAt(now: Date, zone: string): number {
  return new Date(`${localDay(now, zone)}T00:00:00Z`).getUTCDay() || 7;
}

/** `Senin`, `Monday` */
export function weekdayName(weekday: number, language: 'id' | 'en'): string {
  // 1 January 2024 was a Monday.
  const day = new Date(Date.UTC(2024, 0, weekday));
  return new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(day);
}
