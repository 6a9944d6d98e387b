import { describe, expect, onTestFinished, test } from 'vitest';
import type { Histories, MemoryChange, MemoryPut, PushOptions, QueueKey, Store } from '../src/store/store.ts';

const key = (clientId: string, tenant = 'default'): QueueKey => ({ realm: 'r', tenant, clientId });
const owner = { userId: 'alice', nowMs: 1000, maxOfUser: 10 };
const all = { messages: 1000, bytes: 1_000_000 };
const until = (expiresMs: number, bounds = all): PushOptions => ({ nowMs: 1000, expiresMs, bounds });
const message = (text: string) => ({ name: 'note', text });

async function texts(store: Store, of: QueueKey, nowMs = 1000): Promise<string[]> {
  return (await store.queues.peek(of, nowMs, all)).map(({ text }) => text);
}

/** What every adapter of the store keeps; `open` gives an empty one. */
export function storeCases(name: string, open: () => Store): void {
  const start = (): Store => {
    const store = open();
    onTestFinished(() => store.close());
    return store;
  };

  test(`${name}: forgets everything when it is told to, and goes on`, async () => {
    const store = start();
    await store.queues.create(key('a'), owner);
    await store.queues.push(key('a'), message('one'), until(2000));
    await store.clear();
    expect(await texts(store, key('a'))).toEqual([]);
    expect(await store.queues.push(key('a'), message('two'), until(2000))).toBeUndefined();
    await store.queues.create(key('a'), owner);
    await store.queues.push(key('a'), message('three'), until(2000));
    expect(await texts(store, key('a'))).toEqual(['three']);
  });

  describe(`${name}: queues`, () => {
    test('keep messages in order until they are removed', async () => {
      const { queues, ...store } = start();
      await queues.create(key('a'), owner);
      for (const text of ['one', 'two', 'three'])
        expect(await queues.push(key('a'), message(text), until(2000))).toBe(0);
      const found = await queues.peek(key('a'), 1000, all);
      expect(found.map(({ name, text }) => [name, text])).toEqual([
        ['note', 'one'],
        ['note', 'two'],
        ['note', 'three'],
      ]);
      expect(await queues.count(key('a'), 1000)).toBe(3);
      await queues.remove(key('a'), found[1]?.position ?? 0);
      expect(await texts({ queues, ...store }, key('a'))).toEqual(['three']);
      expect(await queues.count(key('a'), 1000)).toBe(1);
    });

    test('keep the order of pushes that do not wait for each other, and a peek sees them all', async () => {
      const store = start();
      await store.queues.create(key('a'), owner);
      const sent = Array.from({ length: 100 }, (_, index) => String(index));
      const pushes = sent.map((text) => store.queues.push(key('a'), message(text), until(2000)));
      expect(await texts(store, key('a'))).toEqual(sent);
      await Promise.all(pushes);
      expect(await texts(store, key('a'))).toEqual(sent);
    });

    test('give as many of the oldest as fit, and never none', async () => {
      const { queues } = start();
      await queues.create(key('a'), owner);
      for (const text of ['aaaa', 'bbbb', 'cccc']) await queues.push(key('a'), message(text), until(2000));
      const peek = async (messages: number, bytes: number) =>
        (await queues.peek(key('a'), 1000, { messages, bytes })).length;
      expect(await peek(2, 100)).toBe(2);
      expect(await peek(9, 8)).toBe(2);
      expect(await peek(9, 11)).toBe(2);
      expect(await peek(9, 12)).toBe(3);
      expect(await peek(9, 1)).toBe(1);
    });

    test('drop the oldest when there are too many messages, or too many bytes', async () => {
      const store = start();
      await store.queues.create(key('a'), owner);
      const push = (text: string, bounds: PushOptions['bounds']) =>
        store.queues.push(key('a'), message(text), until(2000, bounds));
      for (const text of ['1', '2', '3']) expect(await push(text, { messages: 3, bytes: 100 })).toBe(0);
      expect(await push('4', { messages: 3, bytes: 100 })).toBe(1);
      expect(await texts(store, key('a'))).toEqual(['2', '3', '4']);
      expect(await push('äää', { messages: 100, bytes: 8 })).toBe(1);
      expect(await texts(store, key('a'))).toEqual(['3', '4', 'äää']);
      expect(await push('x'.repeat(50), { messages: 100, bytes: 8 })).toBe(3);
      expect(await texts(store, key('a'))).toEqual(['x'.repeat(50)]);
      expect(await store.queues.count(key('a'), 1000)).toBe(1);
    });

    test('forget everything at the expiry of the last message, and the last message moves it', async () => {
      const store = start();
      await store.queues.create(key('a'), owner);
      await store.queues.push(key('a'), message('old'), { nowMs: 1000, expiresMs: 2000, bounds: all });
      await store.queues.push(key('a'), message('new'), { nowMs: 1999, expiresMs: 2999, bounds: all });
      expect(await texts(store, key('a'), 2998)).toEqual(['old', 'new']);
      expect(await texts(store, key('a'), 2999)).toEqual([]);
      expect(await store.queues.count(key('a'), 2999)).toBe(0);
      await store.queues.push(key('a'), message('late'), { nowMs: 2999, expiresMs: 4000, bounds: all });
      expect(await texts(store, key('a'), 2999)).toEqual(['late']);
    });

    test('keep nothing for a client that nobody has made', async () => {
      const store = start();
      expect(await store.queues.push(key('nobody'), message('lost'), until(2000))).toBeUndefined();
      expect(await texts(store, key('nobody'))).toEqual([]);
      await store.queues.remove(key('nobody'), 1);
    });

    test('keep clients, tenants and realms apart', async () => {
      const store = start();
      const keys = [key('a'), key('b'), key('a', 'other'), { ...key('a'), realm: 's' }];
      for (const one of keys) await store.queues.create(one, owner);
      for (const [index, one] of keys.entries()) await store.queues.push(one, message(String(index)), until(2000));
      for (const [index, one] of keys.entries()) expect(await texts(store, one)).toEqual([String(index)]);
    });

    test('are visited by their owner alone', async () => {
      const { queues } = start();
      await queues.create(key('a'), owner);
      expect(await queues.visit(key('a'), { userId: 'alice', nowMs: 1 })).toBe(true);
      expect(await queues.visit(key('a'), { userId: 'bob', nowMs: 1 })).toBe(false);
      expect(await queues.visit(key('b'), { userId: 'alice', nowMs: 1 })).toBe(false);
    });

    test('of one user are bounded: those unseen longest are forgotten with what they hold', async () => {
      const store = start();
      const make = (clientId: string, nowMs: number, userId = 'alice') =>
        store.queues.create(key(clientId), { userId, nowMs, maxOfUser: 2 });
      await make('a', 1);
      await store.queues.push(key('a'), message('of a'), until(2000));
      await make('b', 2);
      await make('of bob', 1, 'bob');
      await store.queues.visit(key('a'), { userId: 'alice', nowMs: 3 });
      await make('c', 4);
      expect(await store.queues.visit(key('b'), { userId: 'alice', nowMs: 5 })).toBe(false);
      expect(await texts(store, key('a'))).toEqual(['of a']);
      await make('d', 6);
      expect(await texts(store, key('a'))).toEqual([]);
      expect(await store.queues.visit(key('of bob'), { userId: 'bob', nowMs: 7 })).toBe(true);
    });
  });

  describe(`${name}: memories`, () => {
    const bounds = { entries: 3, bytes: 10_000, tenantBytes: 15_000 };
    const target = { scope: 'agent', targetId: 'ada' };
    const put = (key: string, value: string, more: Partial<MemoryPut> = {}): MemoryPut => ({
      kind: 'put',
      ...target,
      key,
      value,
      metadata: undefined,
      isPersistent: true,
      expiresMs: undefined,
      updatedMs: 1000,
      ...more,
    });
    const remove = (key?: string): MemoryChange => ({ kind: 'remove', ...target, key });
    const change = ({ memories }: Store, changes: MemoryChange[], nowMs = 1000, tenant = 't') =>
      memories.change(tenant, changes, { nowMs, bounds });
    const read = async ({ memories }: Store, key?: string, nowMs = 1000, tenant = 't') =>
      (await memories.read(tenant, { ...target, key }, nowMs)).map(({ key, value }) => [key, value]);

    test('make changes in order, say which values are new, and give them back by key', async () => {
      const store = start();
      const changes = [put('b', '1'), put('a', '2', { metadata: '{"m":1}', isPersistent: false }), put('c', '3')];
      expect(await change(store, [...changes, remove('c')])).toEqual({ news: [0, 1, 2] });
      expect(await change(store, [put('b', '1', { isPersistent: false }), put('a', '3')])).toEqual({ news: [1] });
      expect(await store.memories.read('t', { ...target, key: undefined }, 1000)).toEqual([
        { key: 'a', value: '3', metadata: undefined, updatedMs: 1000 },
        { key: 'b', value: '1', metadata: undefined, updatedMs: 1000 },
      ]);
      expect(await read(store, 'b')).toEqual([['b', '1']]);
      expect(await change(store, [remove()])).toEqual({ news: [] });
      expect(await read(store)).toEqual([]);
    });

    test('keep targets and tenants apart', async () => {
      const store = start();
      await change(store, [put('k', '1'), put('k', '2', { targetId: 'bo' }), put('k', '3', { scope: 'channel' })]);
      await change(store, [put('k', '4')], 1000, 'u');
      await change(store, [remove()]);
      expect(await read(store)).toEqual([]);
      expect(await read(store, 'k', 1000, 'u')).toEqual([['k', '4']]);
      expect(await store.memories.read('t', { scope: 'agent', targetId: 'bo', key: 'k' }, 1000)).toHaveLength(1);
      expect(await store.memories.read('t', { scope: 'channel', targetId: 'ada', key: 'k' }, 1000)).toHaveLength(1);
    });

    test('change nothing beyond a bound, and say which', async () => {
      const store = start();
      const big = (key: string, targetId = 'ada') => put(key, 'x'.repeat(8000), { targetId, isPersistent: false });
      await change(store, [put('a', '1'), put('b', '1', { isPersistent: false })]);
      expect(await change(store, [remove('a'), put('c', '1'), put('d', '1'), put('e', '1')])).toEqual({
        exceeded: 'entries',
      });
      expect(await change(store, [big('a'), big('c')])).toEqual({ exceeded: 'bytes' });
      expect(await change(store, [big('a'), big('a', 'bo')])).toEqual({ exceeded: 'tenantBytes' });
      expect(await read(store)).toEqual([
        ['a', '1'],
        ['b', '1'],
      ]);
    });

    test('forget what has expired, and count it no more', async () => {
      const store = start();
      const keys = ['a', 'b', 'c'];
      await change(
        store,
        keys.map((key, index) => put(key, '1', { expiresMs: 2000, isPersistent: index === 0 })),
      );
      expect(await read(store, undefined, 1999)).toHaveLength(3);
      expect(await read(store, undefined, 2000)).toEqual([]);
      const again = keys.map((key) => put(`${key}${key}`, '2'));
      expect(await change(store, again, 1999)).toEqual({ exceeded: 'entries' });
      expect(await change(store, again, 2000)).toEqual({ news: [0, 1, 2] });
    });
  });
}

/** What every adapter of histories keeps. */
export function historyCases(name: string, open: () => Store): void {
  const start = (): Histories => {
    const store = open();
    onTestFinished(() => store.close());
    if (!store.histories) throw new Error('it has no histories');
    return store.histories;
  };

  describe(`${name}: histories`, () => {
    const event = (id: string) => ({ id, name: 'note', text: `{"id":"${id}"}` });

    test('keep the last events of a stream, in order', async () => {
      const histories = start();
      const stream = { realm: 'r', tenant: 't' };
      for (const id of ['0', '1', '2', '3']) await histories.append(stream, event(id), 0);
      await histories.append(stream, event('4'), 2);
      expect(await histories.load('r')).toEqual(new Map([['t', ['2', '3', '4'].map(event)]]));
    });

    test('keep streams apart', async () => {
      const histories = start();
      await histories.append({ realm: 'r', tenant: 't' }, event('1'), 0);
      await histories.append({ realm: 'r', tenant: 'u' }, event('0'), 0);
      await histories.append({ realm: 'r', tenant: 'u' }, event('2'), 1);
      await histories.append({ realm: 's', tenant: 't' }, event('3'), 0);
      expect(await histories.load('r')).toEqual(
        new Map([
          ['t', [event('1')]],
          ['u', [event('2')]],
        ]),
      );
      expect(await histories.load('nothing')).toEqual(new Map());
    });

    test('forget all streams when they are told to, and go on', async () => {
      const histories = start();
      const stream = { realm: 'r', tenant: 't' };
      await histories.append(stream, event('1'), 0);
      await histories.clear();
      expect(await histories.load('r')).toEqual(new Map());
      await histories.append(stream, event('2'), 0);
      expect(await histories.load('r')).toEqual(new Map([['t', [event('2')]]]));
    });
  });
}
