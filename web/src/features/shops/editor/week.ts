/** Opening hours as a form has them: seven days, each with its stretches. Pure, so that nights can be tested. */
import type { OpeningHours } from '@/api/types';

export interface Stretch {
  /** `08:00` */
  opens: string;
  closes: string;
}
export interface Day {
  /** 1 = Monday … 7 = Sunday */
  weekday: number;
  stretches: Stretch[];
}

export const MAX_STRETCHES = 4;
const USUAL: Stretch = { opens: '08:00', closes: '16:00' };
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];

export function daysFrom(hours: OpeningHours[]): Day[] {
  return WEEKDAYS.map((weekday) => ({
    weekday,
    stretches: hours
      .filter((stretch) => stretch.weekday === weekday)
      .map(({ opens, closes }) => ({ opens, closes }))
      .sort((a, b) => a.opens.localeCompare(b.opens)),
  }));
}

export function hoursFrom(days: Day[]): OpeningHours[] {
  return days.flatMap(({ weekday, stretches }) => stretches.map((stretch) => ({ weekday, ...stretch })));
}

/** A week to start from: Monday to Saturday, the usual hours. */
export function usualWeek(): Day[] {
  return WEEKDAYS.map((weekday) => ({ weekday, stretches: weekday < 7 ? [USUAL] : [] }));
}

/** The next stretch of a day: the usual one, or an evening after the last. */
export function nextStretch(stretches: Stretch[]): Stretch {
  const last = stretches.at(-1);
  return last ? { opens: last.closes, closes: '21:00' } : USUAL;
}

/** The same hours on every day that is open. */
export function copied(days: Day[], from: number): Day[] {
  const stretches = days.find(({ weekday }) => weekday === from)?.stretches ?? [];
  return days.map((day) => (day.stretches.length > 0 ? { ...day, stretches } : day));
}

/** Whether a stretch ends on the next day, which people should see before they save it. */
export function isOvernight({ opens, closes }: Stretch): boolean {
  return closes <= opens && closes !== '00:00';
}

export function overlaps(stretches: Stretch[]): boolean {
  const sorted = [...stretches].sort((a, b) => a.opens.localeCompare(b.opens));
  return sorted.some((stretch, index) => {
    const next = sorted[index + 1];
    return next !== undefined && (next.opens < stretch.closes || stretch.closes <= stretch.opens);
  });
}

export function isComplete({ opens, closes }: Stretch): boolean {
  return /^\d\d:\d\d$/.test(opens) && /^\d\d:\d\d$/.test(closes);
}

/** The same stretches, in whatever order. */
export function sameHours(a: OpeningHours[], b: OpeningHours[]): boolean {
  const written = (hours: OpeningHours[]) =>
    hours
      .map(({ weekday, opens, closes }) => `${weekday} ${opens} ${closes}`)
      .sort()
      .join();
  return written(a) === written(b);
}

/** What people type for a time of day, `8`, `830`, `8.30`, `08:30`, as `08:30`; null when it is none. */
export function readClock(typed: string): string | null {
  const [, hour = '', minute = ''] = /^(\d{1,2})[.: ]?(\d{2})?$/.exec(typed.trim()) ?? [];
  if (!hour || Number(hour) > 23 || Number(minute) > 59) return null;
  return `${hour.padStart(2, '0')}:${minute.padEnd(2, '0')}`;
}
