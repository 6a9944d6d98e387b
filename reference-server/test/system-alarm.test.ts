import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Alarm, type Thresholds, watched } from '../src/services/system-alarm.ts';

const thresholds: Thresholds = {
  levels: [
    { severity: 'medium', from: 200 },
    { severity: 'high', from: 1000 },
    { severity: 'critical', from: 5000 },
  ],
  calmBelow: 100,
  calmMeasurements: 3,
};

function seen(values: readonly number[]): string[] {
  const alarm = new Alarm(thresholds);
  return values.map((value) => alarm.see(value) ?? '-');
}

test.each<[string, number[], string]>([
  ['is raised at the level, not below', [199, 200], '- medium'],
  ['is raised at the level that was reached', [6000], 'critical'],
  ['is told again when it gets worse, and only then', [200, 999, 1000, 200, 1000, 5000], 'medium - high - - critical'],
  ['ends after three calm measurements', [200, 99, 99, 99, 99], 'medium - - over -'],
  ['does not end while they are interrupted', [200, 99, 99, 100, 99, 99, 99], 'medium - - - - - over'],
  ['does not flap on the edge', [200, 199, 201, 150, 200, 101, 200], 'medium - - - - - -'],
  ['is raised anew once it is over', [200, 0, 0, 0, 200], 'medium - - over medium'],
  ['counts no calm before the storm', [0, 0, 0, 200, 0, 0, 0], '- - - medium - - over'],
])('%s', (_, values, expected) => {
  expect(seen(values).join(' ')).toBe(expected);
});

test('says four things at most from the first to the end, however the figure moves', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(7000)), (values) => {
      const news = seen(values).filter((one) => one !== '-');
      for (const episode of news.join(' ').split('over')) {
        expect('medium high critical').toContain(episode.trim().replace(/^(medium|high) critical$/, 'critical'));
      }
    }),
  );
});

test('the thresholds that stand leave a gap between calm and alarm', () => {
  for (const { levels, calmBelow } of watched) {
    const edges = [calmBelow, ...levels.map(({ from }) => from)];
    expect(edges).toEqual([...new Set(edges)].sort((one, other) => one - other));
  }
});
