import { join } from 'node:path';
import fc from 'fast-check';
import pino from 'pino';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { Clock } from '../src/clock.ts';
import { DomainEventFeed } from '../src/services/domain-events.ts';
import { Memory, type MemoryMetadata, type MemoryOperation } from '../src/services/memory/memory.ts';
import { openEmbeddedStore } from '../src/store/embedded.ts';
import type { MemoryBounds } from '../src/store/store.ts';
import { temporaryFolder } from './folder.ts';

const bounds = { entries: 10, bytes: 10_000, tenantBytes: 20_000 };
const ada = { scope: 'agent', targetId: 'ada' };

const write = (key: string, value: unknown, metadata?: MemoryMetadata): MemoryOperation => ({
  kind: 'write',
  ...ada,
  key,
  value,
  metadata,
});
const erase = (key?: string): MemoryOperation => ({ kind: 'delete', ...ada, key });

function start(directory?: string) {
  const store = openEmbeddedStore(directory);
  const events = new DomainEventFeed(pino({ enabled: false }));
  const told: { tenant: string; ids: readonly string[] }[] = [];
  events.on('memoryWritten', ({ ids }, tenant) => told.push({ tenant, ids }));
  const clock = new Clock();
  const memory = new Memory({ memories: store.memories, events, clock });
  let isOpen = true;
  const close = async () => {
    if (isOpen) await store.close();
    isOpen = false;
  };
  onTestFinished(close);
  const apply = (operations: MemoryOperation[], limits: Partial<MemoryBounds> = {}, tenant = 'default') =>
    memory.apply(tenant, operations, { ...bounds, ...limits });
  /** Values by key. */
  const values = async (target = ada, tenant = 'default') =>
    (await memory.read(tenant, target)).map(({ key, value }) => [key, value]);
  return { memory, clock, told, apply, values, close };
}

describe('memory', () => {
  test('gives what was written, by key or all, with its metadata and its time', async () => {
    const { memory, clock, apply, values } = start();
    const startedMs = clock.now();
    await apply([write('goal', { text: 'sum up' }, { persistent: true, tags: ['t'] } as MemoryMetadata)]);
    await apply([write('a', null)]);
    expect(await values()).toEqual([
      ['a', null],
      ['goal', { text: 'sum up' }],
    ]);
    const [goal, ...others] = await memory.read('default', { ...ada, key: 'goal' });
    expect(others).toEqual([]);
    expect(goal).toMatchObject({ key: 'goal', metadata: { persistent: true, tags: ['t'] } });
    expect(goal?.updatedMs).toBeGreaterThanOrEqual(startedMs);
    expect((await memory.read('default', { ...ada, key: 'a' }))[0]).not.toHaveProperty('metadata');
    expect(await memory.read('default', { ...ada, key: 'nothing' })).toEqual([]);
  });

  test('replaces an entry with all there is to it, and deletes one or all', async () => {
    const { memory, apply, values } = start();
    await apply([write('a', 1, { persistent: true }), write('b', 2), write('c', 3)]);
    await apply([write('a', 10)]);
    expect(await memory.read('default', { ...ada, key: 'a' })).toEqual([
      { key: 'a', value: 10, updatedMs: expect.any(Number) },
    ]);
    await apply([erase('b')]);
    expect(await values()).toEqual([
      ['a', 10],
      ['c', 3],
    ]);
    await apply([erase()]);
    expect(await values()).toEqual([]);
  });

  test('keeps scopes, targets and tenants apart', async () => {
    const { apply, values } = start();
    const channel = { scope: 'channel', targetId: 'ada' };
    await apply([write('k', 'agent'), { kind: 'write', ...channel, key: 'k', value: 'channel' }]);
    await apply([write('k', 'other tenant')], {}, 'other');
    await apply([erase()]);
    expect(await values()).toEqual([]);
    expect(await values(channel)).toEqual([['k', 'channel']]);
    expect(await values(ada, 'other')).toEqual([['k', 'other tenant']]);
  });

  test('takes any word as target and key, and any JSON as value', async () => {
    const { memory } = start();
    const word = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('', '__proto__', 'constructor', '\0', 'a\0b', '\ud800', '\udfff', '"', "'; DROP TABLE entries"),
    );
    await fc.assert(
      fc.asyncProperty(word, word, word, fc.jsonValue(), async (scope, targetId, key, value) => {
        const target = { scope, targetId };
        await memory.apply('t', [{ kind: 'write', ...target, key, value }], bounds);
        // JSON knows no -0.
        const expected = JSON.parse(JSON.stringify(value));
        expect(await memory.read('t', { ...target, key })).toMatchObject([{ key, value: expected }]);
        await memory.apply('t', [{ kind: 'delete', ...target }], bounds);
        expect(await memory.read('t', target)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('reads what was written just before, though nobody waited for it', async () => {
    const { apply, values } = start();
    const writes = Array.from({ length: 10 }, (_, index) => apply([write('k', index)]));
    expect(await values()).toEqual([['k', 9]]);
    await Promise.all(writes);
  });
});

describe('a bulk', () => {
  test('is applied in its order', async () => {
    const { apply, values } = start();
    await apply([write('a', 1), write('a', 2), erase('a'), write('b', 1), write('b', 2)]);
    expect(await values()).toEqual([['b', 2]]);
  });

  test('is refused as a whole, without a word to anybody, while others in the same turn go through', async () => {
    const { apply, values, told } = start();
    await apply([write('kept', 1)]);
    const refused = apply([erase('kept'), write('a', 1), write('b', 'x'.repeat(20_000))]);
    const beside = apply([write('beside', 1)]);
    await expect(refused).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
    await beside;
    await expect(apply([erase('kept'), write('a', undefined)])).rejects.toMatchObject({
      code: 'INVALID_REQUEST',
      details: 'operation 1 has no value',
    });
    expect(await values()).toEqual([
      ['beside', 1],
      ['kept', 1],
    ]);
    expect(told).toHaveLength(2);
  });
});

describe('the bounds', () => {
  test('hold for the entries of a target, and a deletion makes room', async () => {
    const { apply, values } = start();
    const all = Array.from({ length: 3 }, (_, index) => write(String(index), index, { persistent: index % 2 === 0 }));
    await apply(all, { entries: 3 });
    await expect(apply([write('3', 3)], { entries: 3 })).rejects.toThrow(
      'LIMIT_EXCEEDED: memory holds at most 3 entries of one target',
    );
    const elsewhere: MemoryOperation = { kind: 'write', scope: 'channel', targetId: 'c', key: 'k', value: 1 };
    await expect(apply([elsewhere, write('3', 3)], { entries: 3 })).rejects.toThrow('entries');
    await apply([write('2', 'replaced')], { entries: 3 });
    await apply([erase('0'), write('3', 3)], { entries: 3 });
    expect(await values()).toEqual([
      ['1', 1],
      ['2', 'replaced'],
      ['3', 3],
    ]);
  });

  test('hold for the bytes of a target to the byte, each character as UTF-8', async () => {
    const { apply } = start();
    // 128 for the entry, ["agent","ada"] as target, "k" as key.
    const fixed = 128 + 15 + 3;
    await apply([write('k', 'ä'.repeat(10))], { bytes: fixed + 22 });
    await expect(apply([write('k', 'ä'.repeat(10))], { bytes: fixed + 21 })).rejects.toThrow('bytes of one target');
    await expect(apply([write('k', 1, { expiresAt: '2999-01-01' })], { bytes: fixed + 1 })).rejects.toThrow('bytes');
  });

  test('hold for a tenant, however many targets it has, and for each tenant apart', async () => {
    const { apply } = start();
    const fill = (target: string, tenant?: string) =>
      apply([{ kind: 'write', scope: 'agent', targetId: target, key: 'k', value: 'x'.repeat(1000) }], {}, tenant);
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => fill(String(index))));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(17);
    await expect(fill('more')).rejects.toThrow('at most 20000 bytes of all memory together');
    await apply([erase()], { tenantBytes: 1 });
    await fill('more', 'other');
  });

  test('are kept exactly, whatever is written, replaced, deleted and expires', async () => {
    const key = fc.constantFrom('a', 'b', 'c');
    const step = fc.oneof(
      fc.record({
        key,
        size: fc.nat(400),
        persistent: fc.boolean(),
        expiresInMs: fc.option(fc.constantFrom(10, 1000)),
      }),
      fc.record({ erase: fc.option(key, { nil: undefined }) }),
      fc.record({ advanceMs: fc.constantFrom(5, 500) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const { apply, values, clock, close } = start();
        for (const one of steps) {
          if ('advanceMs' in one) clock.advance(one.advanceMs);
          else if ('erase' in one) await apply([erase(one.erase)]);
          else {
            const expiresAt = one.expiresInMs && new Date(clock.now() + one.expiresInMs).toISOString();
            const metadata = { persistent: one.persistent, ...(expiresAt && { expiresAt }) };
            await apply([write(one.key, 'x'.repeat(one.size), metadata)]);
          }
        }
        const held = (await values()).length;
        const free = 5 - held;
        await apply(
          Array.from({ length: free }, (_, index) => write(`free ${index}`, 1)),
          { entries: 5 },
        );
        await expect(apply([write('over', 1)], { entries: 5 })).rejects.toThrow('entries');
        await close();
      }),
      { numRuns: 60 },
    );
  });
});

describe('an entry that expires', () => {
  test('is gone at its time, by the clock', async () => {
    const { apply, values, clock } = start();
    const expiresAt = new Date(clock.now() + 60_000).toISOString();
    await apply([write('k', 1, { expiresAt }), write('forever', 1)]);
    clock.advance(59_000);
    expect(await values()).toHaveLength(2);
    clock.advance(1000);
    expect(await values()).toEqual([['forever', 1]]);
    await apply([write('k', 2)]);
    expect(await values()).toHaveLength(2);
  });

  test('in the past replaces what was there with nothing', async () => {
    const { apply, values } = start();
    await apply([write('k', 1)]);
    await apply([write('k', 2, { expiresAt: '2001-01-01' })]);
    expect(await values()).toEqual([]);
  });

  test.each([
    ['2999-12-31', true],
    ['2999-12-31T10:00', true],
    ['2999-12-31T10:00:00.123456Z', true],
    ['2999-12-31T10:00:00+02:00', true],
    ['tomorrow', false],
    ['2999', false],
    ['2999-13-01', false],
    ['31.12.2999', false],
    ['', false],
  ])('%j is a time: %j', async (expiresAt, isTime) => {
    const { apply, values } = start();
    const written = apply([write('k', 1, { expiresAt })]);
    if (isTime) await written;
    else await expect(written).rejects.toThrow('INVALID_REQUEST: metadata.expiresAt is no ISO 8601 date or time');
    expect(await values()).toHaveLength(isTime ? 1 : 0);
  });

  test('without a zone expires in UTC', async () => {
    const { apply, values, clock } = start();
    vi.stubEnv('TZ', 'Pacific/Auckland');
    onTestFinished(() => void vi.unstubAllEnvs());
    expect(new Date(0).getTimezoneOffset()).not.toBe(0);
    const expiresAt = new Date(clock.now() + 60_000).toISOString().slice(0, 19);
    await apply([write('k', 1, { expiresAt })]);
    expect(await values()).toHaveLength(1);
    clock.advance(60_000);
    expect(await values()).toEqual([]);
  });
});

describe('what is told of memory', () => {
  test('are the values that are new, once each, to their tenant', async () => {
    const { apply, told } = start();
    await apply([write('a', 1), write('b', 1), write('b', 2), write('c', 1), erase('c')], {}, 't');
    expect(told).toEqual([{ tenant: 't', ids: [expect.stringMatching(/^mem-/), expect.stringMatching(/^mem-/)] }]);
    await apply([write('a', 1)], {}, 't');
    await apply([erase('a'), write('a', 2, { expiresAt: '2001-01-01' })], {}, 't');
    expect(told).toHaveLength(1);
    await apply([write('b', 3)], {}, 't');
    expect(new Set(told.flatMap(({ ids }) => ids)).size).toBe(3);
  });
});

describe('after a restart', () => {
  test('there is all but what was not to be persistent', async () => {
    const folder = join(temporaryFolder(), 'data');
    const first = start(folder);
    await first.apply([
      write('kept', 1, { persistent: true }),
      write('gone', 2, { persistent: false }),
      write('both', 3, { persistent: true }),
    ]);
    await first.apply([write('both', 4), write('unsaid', 5)]);
    await first.apply([write('kept', 6), write('unsaid', 7, { persistent: false })]);
    await first.close();
    const second = start(folder);
    expect(await second.values()).toEqual([
      ['both', 4],
      ['kept', 6],
    ]);
    await expect(second.apply([write('one', 1), write('two', 1)], { entries: 3 })).rejects.toThrow('entries');
    await second.apply([write('one', 1)], { entries: 3 });
  });
});
