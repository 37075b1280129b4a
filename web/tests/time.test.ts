import { expect, test } from 'vitest';
import { week, weekdayAt, weekdayName } from '@/features/shops/hours';
import { clock, countdown, day, dayAndClock, localDay, secondsUntil } from '@/lib/time';

const NOON = '2026-11-21T05:15:00Z';

test('an instant is told on the clock of the place, with its zone', () => {
  expect(clock(NOON)).toBe('12.15 WIB');
  expect(clock(NOON, 'Asia/Makassar')).toBe('13.15 WITA');
  expect(clock(NOON, 'Asia/Jayapura')).toBe('14.15 WIT');
  expect(clock('2026-11-20T17:05:00Z')).toBe('00.05 WIB');
});

test('the day is the day of the place, not of the device', () => {
  expect(localDay('2026-11-20T17:05:00Z')).toBe('2026-11-21');
  expect(day('2026-11-20T17:05:00Z', 'en')).toBe('21 Nov 2026');
  expect(dayAndClock(NOON, 'id', 'Asia/Jayapura')).toBe('21 Nov 2026, 14.15 WIT');
});

test('what is left never falls below zero', () => {
  expect(secondsUntil(NOON, Date.parse('2026-11-21T05:14:30Z'))).toBe(30);
  expect(secondsUntil(NOON, Date.parse('2026-11-21T06:00:00Z'))).toBe(0);
  expect(countdown(0)).toBe('00:00');
  expect(countdown(845)).toBe('14:05');
  expect(countdown(3729)).toBe('1:02:09');
});

test('a week on the door shows breaks and days off', () => {
  const days = week([
    { weekday: 1, opens: '13:00', closes: '16:00' },
    { weekday: 1, opens: '07:00', closes: '12:00' },
    { weekday: 6, opens: '20:00', closes: '02:00' },
  ]);
  expect(days[0]?.stretches).toEqual(['07.00–12.00', '13.00–16.00']);
  expect(days[5]?.stretches).toEqual(['20.00–02.00']);
  expect(days[6]?.stretches).toEqual([]);
});

test('today is the weekday at the place', () => {
  // Saturday evening in Greenwich is Sunday in Jayapura.
  expect(weekdayAt(new Date('2026-11-21T16:00:00Z'), 'Asia/Jakarta')).toBe(6);
  expect(weekdayAt(new Date('2026-11-21T16:00:00Z'), 'Asia/Jayapura')).toBe(7);
  expect(weekdayName(7, 'id')).toBe('Minggu');
  expect(weekdayName(1, 'en')).toBe('Monday');
});
