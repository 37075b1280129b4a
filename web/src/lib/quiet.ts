import { wallClock } from '@/lib/time';

interface QuietHours {
  /** HH:MM on the person's own clock. */
  quiet_from: string | null;
  quiet_until: string | null;
  timezone: string;
}

/** Whether nothing should be heard; hours that end before they begin go past midnight. */
export function isQuiet({ quiet_from, quiet_until, timezone }: QuietHours, at: Date): boolean {
  if (!quiet_from || !quiet_until) return false;
  const now = wallClock(at, timezone).slice(-5);
  const begun = now >= quiet_from;
  const over = now >= quiet_until;
  return quiet_from < quiet_until ? begun && !over : begun || !over;
}
