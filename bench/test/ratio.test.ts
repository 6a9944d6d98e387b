import { describe, expect, it } from 'vitest';
import { interleave, median, ratioOf } from '../src/ratio.ts';
import { generator } from '../src/sample.ts';

const better = Array.from({ length: 8 }, (_, index) => [1, 2 + index / 100] as const);

describe('comparison', () => {
  it('interleaves A B B A, and more sides alike', () => {
    expect(interleave(['A', 'B'], 4).join(' ')).toBe('A B B A A B B A');
    expect(interleave(['A', 'B', 'C'], 2).join(' ')).toBe('A B C C B A');
  });

  it('takes the median of the pairs, not the ratio of the medians', () => {
    const pairs = [
      [1, 2],
      [8, 4],
      [9, 3],
    ] as const;
    expect(ratioOf({ measure: 'p99', peer: 'uws', pairs })).toMatchObject({ pairs: 3, value: 2, sign: '~' });
    expect(ratioOf({ measure: 'CPU', peer: 'uws', pairs: [[0, 1]] })).toBeUndefined();
    expect(median([4, 1, 3, 2])).toBe(2.5);
  });

  it('claims a difference when the interval of eight pairs or more lies on one side of 1', () => {
    const ratio = (pairs: readonly (readonly [number, number])[]) => ratioOf({ measure: 'p99', peer: 'uws', pairs });
    expect(ratio(better)).toMatchObject({ sign: '<', interval: { confidencePercent: 95 } });
    expect(ratio(better.map(([subject, peer]) => [peer, subject]))?.sign).toBe('>');
    expect(ratio(better.slice(1))).not.toHaveProperty('interval');
    expect(
      ratio(better.map(([subject, peer], index) => (index % 2 === 0 ? [subject, peer] : [peer, subject])))?.sign,
    ).toBe('~');
  });

  it('gives the same interval for the same pairs, a wider one for more confidence', () => {
    const of = (confidencePercent: number) =>
      ratioOf({ measure: 'p99', peer: 'uws', pairs: better, confidencePercent })?.interval as {
        low: number;
        high: number;
      };
    expect(of(95)).toEqual(of(95));
    expect(of(99).high - of(99).low).toBeGreaterThan(of(80).high - of(80).low);
  });

  it('claims of two instances only what instances of one server do not differ by', () => {
    const of = (value: number) => {
      const pairs = Array.from({ length: 10 }, (_, index) => [value + index / 1000, 1] as const);
      return ratioOf({ measure: 'p50', peer: 'self', pairs, confidencePercent: 99, instanceSpread: 0.05 });
    };
    expect(of(1.1)).toMatchObject({ sign: '~', value: 1.1045 });
    expect(of(1.2)?.sign).toBe('>');
    // 2.58 standard deviations to each side.
    expect(of(1.1)?.interval?.low).toBeCloseTo(1.1045 * Math.exp(-2.58 * 0.05), 1);
    expect(of(1.1)?.interval?.high).toBeCloseTo(1.1045 * Math.exp(2.58 * 0.05), 1);
  });

  it('adds up what single blocks say little about', () => {
    const pairs = [
      [10, 40],
      [-2, 0],
      [4, 8],
    ] as const;
    expect(ratioOf({ measure: 'memory', peer: 'uws', pairs, estimator: 'ratio of sums' })?.value).toBe(12 / 48);
  });

  /** Of two that are alike, 95 of 100 intervals should hold 1; with eight pairs somewhat fewer do. */
  it('seldom claims a difference of two that are alike', () => {
    const random = generator(7);
    const noisy = () => 1 + (random() + random() + random() - 1.5) / 5;
    const claims = Array.from({ length: 200 }, () => {
      const pairs = Array.from({ length: 8 }, () => [noisy(), noisy()] as const);
      return ratioOf({ measure: 'p99', peer: 'self', pairs, confidencePercent: 99 })?.sign;
    });
    expect(claims.filter((sign) => sign !== '~').length).toBeLessThanOrEqual(10);
  });
});
