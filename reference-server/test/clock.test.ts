import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Clock } from '../src/clock.ts';

test('fires what becomes due in order of time, what is equal in order of setting, and nothing cancelled', () => {
  // Steps much longer than setting them takes, because real time passes as well.
  const timer = fc.record({ steps: fc.nat(10), isCancelled: fc.boolean() });
  const stepMs = 1000;
  fc.assert(
    fc.property(fc.array(timer), fc.nat(10), (timers, steps) => {
      const clock = new Clock();
      const fired: number[] = [];
      const set = timers.map((one, index) => clock.after((one.steps + 1) * stepMs, () => fired.push(index)));
      timers.forEach(({ isCancelled }, index) => {
        if (isCancelled) set[index]?.cancel();
      });
      clock.advance((steps + 1.5) * stepMs);
      const due = timers
        .map((one, index) => ({ ...one, index }))
        .filter((one) => !one.isCancelled && one.steps <= steps)
        .sort((one, other) => one.steps - other.steps || one.index - other.index);
      expect(fired).toEqual(due.map(({ index }) => index));
    }),
  );
});

test('shows each timer its own time, and fires those that timers set', () => {
  const clock = new Clock();
  const startMs = clock.now();
  const seen: number[] = [];
  const tick = (): void => {
    seen.push(clock.now() - startMs);
    clock.after(30_000, tick);
  };
  clock.after(30_000, tick);
  const reachedMs = clock.advance(95_000);
  expect(seen.map((ms) => Math.round(ms / 1000))).toEqual([30, 60, 90]);
  expect(reachedMs - startMs).toBeGreaterThanOrEqual(95_000);
  expect(reachedMs - startMs).toBeLessThan(96_000);
});

test('runs with the machine as well', async () => {
  const clock = new Clock();
  const startMs = clock.now();
  await new Promise<void>((resolve) => clock.after(20, resolve));
  expect(clock.now() - startMs).toBeGreaterThanOrEqual(20);
});

test('goes on after a timer that throws', async () => {
  const clock = new Clock();
  clock.after(1, () => {
    throw new Error('on purpose');
  });
  let hasFired = false;
  clock.after(2, () => {
    hasFired = true;
  });
  expect(() => clock.advance(10)).toThrow('on purpose');
  clock.advance(10);
  expect(hasFired).toBe(true);
});
