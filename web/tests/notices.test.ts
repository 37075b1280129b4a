import { describe, expect, it } from 'vitest';
import { parse } from '@/api/eventStream';
import type { Notice } from '@/api/purchaseTypes';
import { byOrder } from '@/features/notifications/byOrder';
import { backOff } from '@/features/notifications/live';

describe('server-sent events', () => {
  it('are read with their name, id and lines', () => {
    expect(parse('event: notice\nid: 7\ndata: {"a":\ndata: 1}')).toEqual({
      event: 'notice',
      id: '7',
      data: '{"a":\n1}',
    });
  });

  it('may lack a name', () => {
    expect(parse('data:x')).toEqual({ event: 'message', id: null, data: 'x' });
  });

  it('are none when the server only says that it is still there', () => {
    expect(parse(': still here')).toBeNull();
    expect(parse('retry: 2000')).toBeNull();
  });
});

describe('waiting before the next try', () => {
  it('doubles up to half a minute', () => {
    expect([0, 1, 2, 3, 4, 5, 9].map((failures) => backOff(failures, 1))).toEqual([
      1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000,
    ]);
  });

  it('is scattered over half of it', () => {
    expect(backOff(2, 0)).toBe(2_000);
  });
});

it('notices of one order stand together, where the newest stands', () => {
  const notice = (id: string, order_id?: string) => ({ id, subject: { order_id } }) as unknown as Notice;
  const found = byOrder([notice('5', 'a'), notice('4'), notice('3', 'b'), notice('2', 'a'), notice('1')]);
  expect(found.map((group) => group.map(({ id }) => id))).toEqual([['5', '2'], ['4'], ['3'], ['1']]);
});
