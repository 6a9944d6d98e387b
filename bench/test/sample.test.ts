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
    const parts = batches(order, 50);
    expect(parts.flatMap(({ role, count }) => Array(count).fill(role))).toEqual(order);
    expect(Math.max(...parts.map(({ count }) => count))).toBeLessThanOrEqual(50);
  });
});
