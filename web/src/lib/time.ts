/** Instants as Indonesians write them: `12.15 WIB`, always with the zone of the place they belong to. */

export type Language = 'id' | 'en';

const ZONES: Record<string, string> = {
  'Asia/Jakarta': 'WIB',
  'Asia/Pontianak': 'WIB',
  'Asia/Makassar': 'WITA',
  'Asia/Ujung_Pandang': 'WITA',
  'Asia/Jayapura': 'WIT',
};

export const DEFAULT_ZONE = 'Asia/Jakarta';

export function zoneLabel(zone: string): string {
  return ZONES[zone] ?? zone;
}

/** `12.15 WIB` */
export function clock(at: string | Date, zone: string = DEFAULT_ZONE): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(at));
  const part = (type: string) => parts.find((p) => p.type === type)?.value ?? '00';
  return `${part('hour')}.${part('minute')} ${zoneLabel(zone)}`;
}

/** `21 Nov 2026` in the zone of the place. */
export function day(at: string | Date, language: Language, zone: string = DEFAULT_ZONE): string {
  return new Intl.DateTimeFormat(language === 'id' ? 'id-ID' : 'en-GB', {
    timeZone: zone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  }).format(new Date(at));
}

/** `21 Nov 2026, 12.15 WIB` */
export function dayAndClock(at: string | Date, language: Language, zone: string = DEFAULT_ZONE): string {
  return `${day(at, language, zone)}, ${clock(at, zone)}`;
}

/** `2026-11-21` as the place's calendar says it. */
export function localDay(at: string | Date, zone: string = DEFAULT_ZONE): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(new Date(at));
}

/** `2026-11-21T08:30` as the clocks of the place show it: what a field for a moment takes. */
export function wallClock(at: string | Date, zone: string): string {
  return new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'short',
  })
    .format(new Date(at))
    .replace(' ', 'T');
}

/** The instant at which the clocks of the place show this; null for what is no time. */
export function instantOf(wall: string, zone: string): string | null {
  const asIfUtc = Date.parse(`${wall}Z`);
  if (Number.isNaN(asIfUtc)) return null;
  const ahead = Date.parse(`${wallClock(new Date(asIfUtc), zone)}Z`) - asIfUtc;
  return new Date(asIfUtc - ahead).toISOString();
}

/** Seconds from `now` until `at`, never below zero. */
export function secondsUntil(at: string | Date, now: number = Date.now()): number {
  return Math.max(0, Math.ceil((new Date(at).getTime() - now) / 1000));
}

/** `14:05`, or `1:02:09` above an hour: what is left on a countdown. */
export function countdown(seconds: number): string {
  const two = (n: number) => String(n).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = `${two(minutes)}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}
