import { describe, expect, it } from 'vitest';
import { type SearchOptions, searchRate, type Trial } from '../src/search.ts';

/** A server that keeps the objective up to some rate, and what the search says of it. */
function search(outcomeOf: (rate: number, trial: number) => Trial['outcome'], options: Partial<SearchOptions> = {}) {
  let trial = 0;
  const attempt = async (rate: number): Promise<Trial> => ({
    rate,
    outcome: outcomeOf(rate, trial++),
    p50: 1,
    p99: 2,
    reasons: [],
  });
  const given = { side: 'subject', objective: 'p99<5ms', from: 100, most: 20_000, precision: 0.05, repetitions: 3 };
  return searchRate({ ...given, attempt, ...options });
}

describe('search for the highest rate', () => {
  it('finds it from below and from above, to within its precision', async () => {
    for (const limit of [30, 730, 5000]) {
      const { rate, range, repetitions, endedBy } = await search((tried) => (tried <= limit ? 'kept' : 'missed'));
      expect(rate).toBeLessThanOrEqual(limit);
      expect(rate).toBeGreaterThan(limit * 0.94);
      expect(repetitions).toHaveLength(3);
      expect(range[0]).toBeLessThanOrEqual(range[1]);
      expect(endedBy).toBe('server');
    }
  });

  it('takes the median of the repetitions, so that one stroke of luck does not decide', async () => {
    const first = await search((tried) => (tried <= 730 ? 'kept' : 'missed'));
    const trialsOfOne = (first.trials.length - 4) / 3;
    const lucky = await search((tried, trial) =>
      (trial >= 4 && trial < 4 + trialsOfOne) || tried <= 730 ? 'kept' : 'missed',
    );
    expect(Math.max(...lucky.repetitions)).toBeGreaterThan(760);
    expect(lucky.rate).toBeLessThanOrEqual(730);
  });

  it('says what ended it', async () => {
    expect(await search((tried) => (tried <= 300 ? 'kept' : 'void'))).toMatchObject({ endedBy: 'generator' });
    expect(await search(() => 'kept', { most: 800 })).toMatchObject({ endedBy: 'bound', rate: expect.any(Number) });
    expect(await search(() => 'missed')).toMatchObject({ rate: 0, repetitions: [], endedBy: 'server' });
  });
});
