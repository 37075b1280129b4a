import { expect, it } from 'vitest';
import { deviceName, isPhoneBrowser } from '@/features/identity/profile/deviceName';
import { inFours } from '@/features/payments/Copyable';
import { localPhone } from '@/lib/phone';

it('phone numbers read as people here write them', () => {
  expect(localPhone('+6281234567890')).toBe('0812-3456-7890');
  expect(localPhone('+62812345678')).toBe('0812-3456-78');
  expect(localPhone('+6591234567')).toBe('+6591234567');
  expect(localPhone('')).toBe('');
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
