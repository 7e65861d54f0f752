import { describe, expect, it } from 'vitest';
import { exactDay, isPast } from './days';

describe('a day', () => {
  it('is written without a time', () => {
    expect(exactDay('2026-03-29')).toBe('29 Mar 2026');
  });

  it('is past from the next day on', () => {
    expect(isPast('2026-03-29', new Date(2026, 2, 29, 23, 59))).toBe(false);
    expect(isPast('2026-03-29', new Date(2026, 2, 30, 0, 1))).toBe(true);
  });
});
