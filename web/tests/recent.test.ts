import { expect, test } from 'vitest';
import { readItems, withFirst } from '@/lib/recent';

test('the latest stands first, once however it is written, and the oldest go', () => {
  expect(withFirst(['kopi', 'es teh'], 'Es Teh', 8)).toEqual(['Es Teh', 'kopi']);
  expect(withFirst(['a', 'b'], 'c', 2)).toEqual(['c', 'a']);
});

test.each([
  [null, []],
  ['{"a": 1}', []],
  ['[1, "kopi", null]', ['kopi']],
  ['not JSON', []],
])('%s is read with suspicion', (stored, items) => expect(readItems(stored)).toEqual(items));
