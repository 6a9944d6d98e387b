import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Hub } from '../src/hub/hub.ts';
import { compilePattern } from '../src/hub/pattern.ts';
import { Topics } from '../src/hub/topics.ts';

const home = { realm: 'wire', tenant: 'home' };
const status = (id: string): string => `agent:${id}:status`;
const subscription = (id: string, ...patterns: string[]) => ({ id, label: 'agent', patterns });

describe('topics', () => {
  const key = fc.string({ unit: fc.constantFrom('a', ':'), maxLength: 3 });
  const pattern = fc.string({ unit: fc.constantFrom('a', ':', '*'), maxLength: 3 });
  const holding = fc.record({ who: fc.nat(3), pattern });

  test('find those who hold a matching pattern, whatever was added and removed before', () => {
    fc.assert(
      fc.property(fc.array(holding), fc.array(holding), fc.array(key), (added, removed, keys) => {
        const topics = new Topics<number>();
        const held: { who: number; pattern: string }[] = [];
        const expected = (): Set<number> =>
          new Set(held.filter((one) => keys.some(compilePattern(one.pattern))).map(({ who }) => who));
        for (const one of added) {
          topics.add(one.who, one.pattern);
          held.push(one);
          expect(topics.subscribersOf(keys)).toEqual(expected());
        }
        for (const one of removed) {
          topics.remove(one.who, one.pattern);
          const index = held.findIndex((other) => other.who === one.who && other.pattern === one.pattern);
          if (index >= 0) held.splice(index, 1);
          expect(topics.subscribersOf(keys)).toEqual(expected());
        }
      }),
    );
  });
});

describe('hub', () => {
  test('finds a member once, however many of its subscriptions match', () => {
    const hub = new Hub<string>();
    const alice = hub.enter(home, 'alice', {});
    alice.subscribe(subscription('1', status('a'), 'agent:*:status'));
    alice.subscribe(subscription('2', '*'));
    expect([...(hub.space(home)?.subscribersOf([status('a'), 'other']) ?? [])]).toEqual(['alice']);
  });

  test('a subscription of the same id replaces the earlier one', () => {
    const hub = new Hub<string>();
    const alice = hub.enter(home, 'alice', {});
    alice.subscribe(subscription('1', status('a')));
    alice.subscribe(subscription('1', status('b')));
    expect(hub.space(home)?.subscribersOf([status('a')])).toEqual(new Set());
    expect(hub.space(home)?.subscribersOf([status('b')])).toEqual(new Set(['alice']));
    expect(hub.subscriptionCounts().get('agent')).toBe(1);
  });

  test('two members may use the same subscription id, and each ends only its own', () => {
    const hub = new Hub<string>();
    const alice = hub.enter(home, 'alice', {});
    const bob = hub.enter(home, 'bob', {});
    alice.subscribe(subscription('1', '*'));
    bob.subscribe(subscription('1', '*'));
    expect(bob.unsubscribe('1')?.id).toBe('1');
    expect(bob.unsubscribe('1')).toBeUndefined();
    expect(hub.space(home)?.subscribersOf(['any'])).toEqual(new Set(['alice']));
  });

  test('keeps tenants and realms apart', () => {
    const hub = new Hub<string>();
    hub.enter(home, 'alice', { userId: 'u' }).subscribe(subscription('1', '*'));
    hub.enter({ ...home, tenant: 'away' }, 'bob', { userId: 'u' }).subscribe(subscription('1', '*'));
    hub.enter({ ...home, realm: 'sse' }, 'carol', { userId: 'u' }).subscribe(subscription('1', '*'));
    expect(hub.space(home)?.subscribersOf(['any'])).toEqual(new Set(['alice']));
    expect(hub.space(home)?.named('userId', 'u')).toEqual(new Set(['alice']));
  });

  test('knows a user as present until the last connection leaves', () => {
    const hub = new Hub<string>();
    const first = hub.enter(home, 'first', { userId: 'u' });
    const second = hub.enter(home, 'second', { userId: 'u' });
    first.leave();
    expect(hub.space(home)?.named('userId', 'u').size).toBe(1);
    second.leave();
    expect(hub.space(home)).toBeUndefined();
  });

  test('finds whoever has a name, be it nobody, one or several', () => {
    const hub = new Hub<string>();
    const named = (): string[] => [...(hub.space(home)?.named('userId', 'u') ?? [])];
    hub.enter(home, 'other', { userId: 'o' });
    for (const names of [['first'], ['first', 'second', 'third'], ['third']]) {
      expect(named()).toEqual([]);
      const memberships = names.map((name) => hub.enter(home, name, { userId: 'u' }));
      for (const [index, membership] of memberships.entries()) {
        expect(named()).toEqual(names.slice(index));
        membership.leave();
      }
    }
    expect(named()).toEqual([]);
    expect([...(hub.space(home)?.named('userId', 'o') ?? [])]).toEqual(['other']);
  });

  test('leaves nothing behind, and a membership that has ended changes nothing', () => {
    const hub = new Hub<string>();
    const alice = hub.enter(home, 'alice', { userId: '__proto__' });
    alice.subscribe(subscription('__proto__', '*'));
    alice.leave();
    const bob = hub.enter(home, 'bob', {});
    alice.leave();
    alice.subscribe(subscription('1', '*'));
    expect(hub.space(home)?.subscribersOf(['any'])).toEqual(new Set());
    expect([...(hub.space(home)?.members().keys() ?? [])]).toEqual(['bob']);
    expect(hub.subscriptionCounts().get('agent')).toBe(0);
    bob.leave();
  });
});
