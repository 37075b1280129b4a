import { describe, expect, it } from 'vitest';
import { isDay, readPaymentsParams, withDay } from '@/features/payments/books/filters';

describe('the address of the payments', () => {
  it('is read as what was looked for', () => {
    const params = {
      q: 'NG-261126-WW9T5D',
      status: 'paid',
      method: 'qris',
      from: '2026-11-20',
      to: '2026-11-20',
      flagged: true,
      page: 2,
    };
    expect(readPaymentsParams(params)).toEqual(params);
    expect(readPaymentsParams({ q: 8123 })).toEqual({ q: '8123' });
  });

  it('loses what is no filter', () => {
    const odd = {
      q: ' ',
      status: 'gone',
      method: 'barter',
      from: '2026-02-30',
      to: 'x',
      flagged: 'yes',
      page: 0,
    };
    expect(readPaymentsParams(odd)).toEqual({});
    expect(readPaymentsParams({ from: '2026-11-21', to: '2026-11-20' })).toEqual({ from: '2026-11-21' });
  });
});

describe('days', () => {
  it('are whole and real', () => {
    expect(['2026-11-30', '2024-02-29'].every(isDay)).toBe(true);
    expect(['0002-11-30', '2026-11-31', '2026-13-01', '2026-11-3', ''].some(isDay)).toBe(false);
  });

  it('keep their order whichever end is moved', () => {
    const both = { from: '2026-11-10', to: '2026-11-20' };
    expect(withDay(both, 'to', '2026-11-05')).toEqual({ from: '2026-11-05', to: '2026-11-05' });
    expect(withDay(both, 'from', '2026-11-25')).toEqual({ from: '2026-11-25', to: '2026-11-25' });
    expect(withDay(both, 'from', undefined)).toEqual({ from: undefined, to: '2026-11-20' });
  });
});
