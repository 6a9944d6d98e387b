import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { StoreError } from '../src/store/database.ts';
import { openEmbeddedStore } from '../src/store/embedded.ts';
import { temporaryFolder } from './folder.ts';
import { run } from './server-process.ts';
import { historyCases, storeCases } from './store-cases.ts';

storeCases('embedded, in memory', () => openEmbeddedStore());
const openInFolder = () => openEmbeddedStore(join(temporaryFolder(), 'made', 'when missing'));
storeCases('embedded, in a folder', openInFolder);
historyCases('embedded, in a folder', openInFolder);

describe('the embedded store in a folder', () => {
  const key = { realm: 'r', tenant: 't', clientId: 'c' };
  const options = { nowMs: 0, expiresMs: 1000, bounds: { messages: 10, bytes: 1000 } };

  test('holds what it held when it was closed, and gives no position twice', async () => {
    const folder = temporaryFolder();
    const first = openEmbeddedStore(folder);
    await first.queues.create(key, { userId: 'alice', nowMs: 0, maxOfUser: 1 });
    await first.queues.push(key, { name: 'note', text: 'one' }, options);
    const [one] = await first.queues.peek(key, 0, options.bounds);
    await first.queues.remove(key, one?.position ?? 0);
    await first.queues.push(key, { name: 'note', text: 'two' }, options);
    await first.histories?.append(key, { id: '1', name: 'note', text: '{}' }, 0);
    const bounds = { entries: 10, bytes: 10_000, tenantBytes: 10_000 };
    const target = { scope: 'agent', targetId: 'ada' };
    const put = { kind: 'put', ...target, value: '1', metadata: '{}', updatedMs: 0, expiresMs: 1 } as const;
    const kept = { ...put, key: 'kept', isPersistent: true };
    const gone = { ...put, key: 'gone', isPersistent: false };
    await first.memories.change('t', [kept, gone], { nowMs: 0, bounds });
    await first.close();

    const second = openEmbeddedStore(folder);
    const [two] = await second.queues.peek(key, 0, options.bounds);
    expect(two).toMatchObject({ text: 'two' });
    expect(two?.position).toBeGreaterThan(one?.position ?? Infinity);
    expect((await second.histories?.load('r'))?.get('t')).toHaveLength(1);
    expect(await second.memories.read('t', { ...target, key: undefined }, 0)).toEqual([
      { key: 'kept', value: '1', metadata: '{}', updatedMs: 0 },
    ]);
    await second.close();
  });

  test('belongs to one process, is of one version, and says so in one line', async () => {
    const folder = temporaryFolder();
    const store = openEmbeddedStore(folder);
    await store.queues.create(key, { userId: 'alice', nowMs: 0, maxOfUser: 1 });
    const { exited, stderr } = run(['--port', '0', '--data', folder]);
    expect(await exited).toBe(2);
    expect(stderr).toEqual([expect.stringContaining('locked')]);
    await store.close();

    const database = new DatabaseSync(join(folder, 'queues.sqlite'));
    database.exec('PRAGMA user_version = 99');
    database.close();
    expect(() => openEmbeddedStore(folder)).toThrow(StoreError);
    expect(() => openEmbeddedStore(folder)).toThrow('another version');
  });

  test('a write that fails fails alone with its turn, and the store goes on', async () => {
    const store = openEmbeddedStore();
    await store.queues.create(key, { userId: 'alice', nowMs: 0, maxOfUser: 1 });
    const twice = store.queues.create(key, { userId: 'alice', nowMs: 0, maxOfUser: 1 });
    const beside = store.queues.push(key, { name: 'note', text: 'beside' }, options);
    await expect(twice).rejects.toThrow('UNIQUE');
    await expect(beside).rejects.toThrow('UNIQUE');
    expect(await store.queues.push(key, { name: 'note', text: 'after' }, options)).toBe(0);
    expect((await store.queues.peek(key, 0, options.bounds)).map(({ text }) => text)).toEqual(['after']);
    await store.close();
  });
});
