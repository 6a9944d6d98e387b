import { expect, test } from 'vitest';
import { Clock } from '../src/clock.ts';
import { deliveryLimitOf, RateLimit } from '../src/rate-limit.ts';

const facts = { windowMs: 60_000, byType: { a: 2, b: 1 }, max: 1 };

test('counts every name in a window of its own, which begins with its first message', () => {
  const clock = new Clock();
  const limit = new RateLimit({ facts, clock });
  const isWithin = (name: string): boolean => limit.count(name) === undefined;
  expect(['a', 'b', 'a'].map(isWithin)).toEqual([true, true, true]);
  clock.advance(30_000);
  expect(['a', 'b', 'c'].map(isWithin)).toEqual([false, false, true]);
  clock.advance(30_000);
  expect(['a', 'b', 'c'].map(isWithin)).toEqual([true, true, false]);
  expect(limit.endsMs - clock.now()).toBeGreaterThan(59_000);
});

test('answers one refusal in an interval, and the first of every window', () => {
  const clock = new Clock();
  const limit = new RateLimit({ facts: { ...facts, refusalIntervalMs: 50_000 }, clock });
  const isAnswered = (): boolean | undefined => limit.count('b')?.isAnswered;
  expect([isAnswered(), isAnswered(), isAnswered()]).toEqual([undefined, true, false]);
  clock.advance(59_000);
  expect([isAnswered(), isAnswered()]).toEqual([true, false]);
  clock.advance(2000);
  expect([isAnswered(), isAnswered()]).toEqual([undefined, true]);
});

test('limits those events that the document names, and has nothing to do where it names none', () => {
  const clock = new Clock();
  const limit = deliveryLimitOf({ facts, clock });
  const allows = (name: string): boolean | undefined => limit?.allows(name);
  expect(['a', 'b', 'a', 'b', 'a', 'c', 'c'].map(allows)).toEqual([true, true, true, false, false, true, true]);
  clock.advance(60_000);
  expect(['a', 'b'].map(allows)).toEqual([true, true]);
  expect(deliveryLimitOf({ facts: { ...facts, byType: {} }, clock })).toBeUndefined();
});
