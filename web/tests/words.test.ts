import { expect, it } from 'vitest';
import { isPhone } from '@/features/identity/account';
import { deviceName, isPhoneBrowser } from '@/features/identity/profile/deviceName';
import { inFours } from '@/features/payments/Copyable';
import { localPhone, whatsApp } from '@/lib/phone';
import { isQuiet } from '@/lib/quiet';

it('phone numbers read as people here write them', () => {
  expect(localPhone('+6281234567890')).toBe('0812-3456-7890');
  expect(localPhone('+62812345678')).toBe('0812-3456-78');
  expect(localPhone('+6591234567')).toBe('+6591234567');
  expect(localPhone('')).toBe('');
});

it('phone numbers are taken however people type them', () => {
  for (const typed of [
    '081234567890',
    '0812-3456-7890',
    '6281234567890',
    '812 3456 7890',
    '+62 0812 3456 7890',
  ])
    expect(isPhone(typed), typed).toBe(true);
  for (const typed of ['', '0812345', '12345678901', '08123456789012345'])
    expect(isPhone(typed), typed).toBe(false);
});

it('quiet hours are those of the clock where one lives, and may go past midnight', () => {
  const night = { quiet_from: '21:00', quiet_until: '05:30', timezone: 'Asia/Makassar' };
  const at = (utc: string) => new Date(`2026-11-21T${utc}:00Z`);
  expect(['12:59', '13:00', '20:00', '21:29', '21:30'].map((utc) => isQuiet(night, at(utc)))).toEqual([
    false,
    true,
    true,
    true,
    false,
  ]);
  const nap = { quiet_from: '13:00', quiet_until: '14:00', timezone: 'Asia/Jakarta' };
  expect(['05:59', '06:00', '07:00'].map((utc) => isQuiet(nap, at(utc)))).toEqual([false, true, false]);
  expect(isQuiet({ ...nap, quiet_until: null }, at('06:30'))).toBe(false);
});

it('account numbers read in fours', () => {
  expect(inFours('8808123456789')).toBe('8808 1234 5678 9');
});

it('devices are named by browser and system', () => {
  const pixel =
    'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36';
  expect(deviceName(pixel)).toBe('Chrome · Android');
  expect(isPhoneBrowser(pixel)).toBe(true);
  expect(deviceName('curl/8.5.0')).toBeNull();
});

it.each([
  ['0812-3456-7890', '6281234567890'],
  ['+62 812 3456 7890', '6281234567890'],
  ['0274 555-123', null],
  ['112', null],
])('%s chats as %s', (phone, number) => {
  expect(whatsApp(phone, 'Halo & apa kabar?')).toBe(
    number && `https://wa.me/${number}?text=Halo%20%26%20apa%20kabar%3F`,
  );
});
