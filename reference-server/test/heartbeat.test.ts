import { expect, test } from 'vitest';
import { Clock } from '../src/clock.ts';
import { Heartbeat } from '../src/heartbeat.ts';

function watch(facts: { intervalMs: number; timeoutMs: number }) {
  const clock = new Clock();
  const startMs = clock.now();
  const events: string[] = [];
  const note = (event: string): void => {
    events.push(`${event} ${Math.round((clock.now() - startMs) / 1000)}`);
  };
  const heartbeat = new Heartbeat({
    facts: { ...facts, controlFrames: true },
    clock,
    probed: { probe: () => note('probe'), expired: () => note('expired') },
  });
  return { clock, heartbeat, events };
}

test('probes at every interval and expires when nothing has come for the time-out', () => {
  const { clock, events } = watch({ intervalMs: 30_000, timeoutMs: 60_000 });
  clock.advance(200_000);
  expect(events).toEqual(['probe 30', 'expired 60']);
});

test('a time-out that is no multiple of the interval is kept to the second', () => {
  const { clock, events } = watch({ intervalMs: 30_000, timeoutMs: 40_000 });
  clock.advance(200_000);
  expect(events).toEqual(['probe 30', 'expired 40']);
});

test('counts from the last sign of life', () => {
  const { clock, heartbeat, events } = watch({ intervalMs: 30_000, timeoutMs: 40_000 });
  clock.advance(35_000);
  heartbeat.seen();
  clock.advance(200_000);
  expect(events).toEqual(['probe 30', 'probe 60', 'expired 75']);
});

test('does nothing once stopped, even by its own probe', () => {
  const clock = new Clock();
  let probes = 0;
  const heartbeat = new Heartbeat({
    facts: { intervalMs: 30_000, timeoutMs: 60_000, controlFrames: true },
    clock,
    probed: {
      probe: () => {
        probes++;
        heartbeat.stop();
      },
      expired: () => expect.unreachable(),
    },
  });
  clock.advance(200_000);
  expect(probes).toBe(1);
});
