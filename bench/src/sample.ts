import type { SubscriberRole } from './roles.ts';

/**
 * The order in which subscribers connect. Servers deliver in that order, so the position decides the
 * latency: the probes are a random sample of all positions, the same for every subject of a run.
 */
export function connectOrder(options: { subscribers: number; probes: number; seed: number }): SubscriberRole[] {
  const { subscribers, probes, seed } = options;
  const order = Array.from(
    { length: subscribers },
    (_, index): SubscriberRole => (index < probes ? 'probes' : 'sinks'),
  );
  const random = generator(seed);
  for (let index = order.length - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1));
    [order[index], order[other]] = [order[other] as SubscriberRole, order[index] as SubscriberRole];
  }
  return order;
}

/** Neighbours of one role taken together, at most `largest` at a time. */
export function batches<T extends { role: SubscriberRole }>(order: readonly T[], largest: number): T[][] {
  const result: T[][] = [];
  for (const seat of order) {
    const last = result.at(-1);
    if (last && last[0]?.role === seat.role && last.length < largest) last.push(seat);
    else result.push([seat]);
  }
  return result;
}

/** mulberry32: numbers from 0 to below 1 of 32 bits of state, enough to shuffle and to resample. */
export function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
}
