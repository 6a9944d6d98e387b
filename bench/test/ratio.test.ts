import { describe, expect, it } from 'vitest';
import { interleave, median, ratioOf } from '../src/ratio.ts';

describe('comparison', () => {
  it('interleaves A B B A', () => {
    expect(interleave('A', 'B', 4).join(' ')).toBe('A B B A A B B A');
  });

  it('takes the median of the pairs, not the ratio of the medians', () => {
    const pairs = [
      [1, 2],
      [8, 4],
      [9, 3],
    ] as const;
    expect(ratioOf('p99', pairs)).toEqual({ measure: 'p99', pairs: 3, median: 2, min: 0.5, max: 3, sign: '~' });
    expect(ratioOf('CPU', [[0, 1]])).toBeUndefined();
    expect(median([4, 1, 3, 2])).toBe(2.5);
  });

  it('claims a difference when six pairs or more point the same way', () => {
    const better = Array(6).fill([1, 2] as const);
    expect(ratioOf('p99', better)?.sign).toBe('<');
    expect(
      ratioOf(
        'p99',
        better.map(([subject, peer]) => [peer, subject]),
      )?.sign,
    ).toBe('>');
    expect(ratioOf('p99', better.slice(1))?.sign).toBe('~');
    expect(ratioOf('p99', [...better, [2, 1]])?.sign).toBe('~');
  });
});
