import { expect, test } from 'vitest';
import { joined, unbroken } from '@/lib/unbroken';

test.each([
  ['Charger GaN 65 W', 'Charger GaN 65\u00a0W'],
  ['Kabel 2 m USB-C 100 W putih', 'Kabel 2\u00a0m USB-C 100\u00a0W putih'],
  ['Air 600 ml', 'Air 600\u00a0ml'],
  ['Ayam 2 Warna', 'Ayam 2 Warna'],
  ['Kaos', 'Kaos'],
])('%s stays with its unit', (name, shown) => expect(joined(name)).toBe(shown));

test('a number breaks at none of its hyphens', () => {
  const shown = unbroken('NG-261127-7K3QXM');
  expect(shown.replaceAll('\u2060', '')).toBe('NG-261127-7K3QXM');
  expect(
    shown
      .split('-')
      .slice(0, -1)
      .every((part) => part.endsWith('\u2060')),
  ).toBe(true);
});
