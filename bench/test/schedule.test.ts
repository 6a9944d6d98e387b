import { describe, expect, it } from 'vitest';
import { intendedNs, ScheduleCursor } from '../src/schedule.ts';

const schedule = { startNs: 1_000_000_000, rate: 300, count: 900 };

describe('open schedule', () => {
  it('puts publication k at t0 + k / rate without drift', () => {
    expect(intendedNs(schedule, 0)).toBe(1_000_000_000);
    expect(intendedNs(schedule, 300)).toBe(2_000_000_000);
    expect(intendedNs(schedule, 899)).toBe(Math.round(1e9 + (899 / 300) * 1e9));
  });

  it('has a burst due with its first', () => {
    const bursts = { ...schedule, burst: 30 };
    expect([0, 29, 30, 59, 60].map((k) => intendedNs(bursts, k) - 1e9)).toEqual([0, 0, 1e8, 1e8, 2e8]);
  });

  it('hands out what fell due in a stall with its own intended time, none left out', () => {
    const cursor = new ScheduleCursor(schedule);
    expect(cursor.takeDue(999_999_999)).toBeUndefined();
    const due: number[] = [];
    for (let next = cursor.takeDue(4e9); next !== undefined; next = cursor.takeDue(4e9)) due.push(next);
    expect(due).toEqual(Array.from({ length: 900 }, (_, k) => intendedNs(schedule, k)));
    expect(cursor.finished).toBe(true);
  });
});
