import { describe, expect, it } from 'vitest';
import { batches, connectOrder } from '../src/sample.ts';

describe('positions of the probes', () => {
  const order = connectOrder({ subscribers: 500, probes: 32, seed: 7 });

  it('are as many as asked for, spread over all positions, and the same for the same seed', () => {
    const positions = order.flatMap((role, index) => (role === 'probes' ? [index] : []));
    expect(positions).toHaveLength(32);
    for (const start of [0, 125, 250, 375]) expect(positions.some((at) => at >= start && at < start + 125)).toBe(true);
    expect(connectOrder({ subscribers: 500, probes: 32, seed: 7 })).toEqual(order);
    expect(connectOrder({ subscribers: 500, probes: 32, seed: 8 })).not.toEqual(order);
  });

  it('survive batching', () => {
    const seats = order.map((role) => ({ role }));
    const parts = batches(seats, 50);
    expect(parts.flat()).toEqual(seats);
    expect(parts.every((part) => part.length <= 50 && new Set(part.map(({ role }) => role)).size === 1)).toBe(true);
  });
});
