import { describe, expect, test } from 'vitest';
import { EventReader } from './event-reader.ts';
import { temporaryFolder } from './folder.ts';
import { Agent } from './mxf-client.ts';
import { serve } from './server-process.ts';

const ada = { scope: 'agent', targetId: 'ada' };
const users = [
  { username: 'alice', password: 'secret' },
  { username: 'bob', password: 'secret' },
];
const credentials = {
  domains: [
    { key: 'home', users },
    { key: 'away', tenant: 'away', users },
  ],
};

/** Keys and values, as memory:get answers. */
async function read(agent: Agent, target: object = ada): Promise<unknown[][]> {
  expect(await agent.emit('memory:get', target)).toEqual({ success: true });
  const { entries } = (await agent.next('memory:data')) as { entries: { key: string; value: unknown }[] };
  return entries.map(({ key, value }) => [key, value]);
}

describe('memory on the wire', () => {
  test('is written, read, deleted and acknowledged, by everybody of the tenant and by nobody else', async () => {
    const server = await serve([], credentials);
    const agent = await Agent.register(server, { agentId: 'ada' });
    const bob = await Agent.register(
      server,
      { agentId: 'bo' },
      { auth: { domainKey: 'home', username: 'bob', password: 'secret' } },
    );
    const away = await Agent.register(
      server,
      { agentId: 'ada' },
      { auth: { domainKey: 'away', username: 'bob', password: 'secret' } },
    );
    const metadata = { persistent: false, tags: ['t'], owner: 'x' };
    expect(await agent.emit('memory:update', { ...ada, key: 'a', value: { deep: [null] }, metadata })).toEqual({
      success: true,
    });
    await agent.emit('memory:update', { ...ada, key: '__proto__', value: null });
    await bob.emit('memory:get', { ...ada, key: 'a' });
    expect(await bob.next('memory:data')).toEqual({
      ...ada,
      entries: [{ key: 'a', value: { deep: [null] }, metadata, updatedAt: expect.stringMatching(/^\d{4}-.*Z$/) }],
    });
    expect(await read(bob)).toEqual([
      ['__proto__', null],
      ['a', { deep: [null] }],
    ]);
    expect(await read(away)).toEqual([]);
    expect(await bob.emit('memory:delete', { ...ada, key: 'a' })).toEqual({ success: true });
    expect(await read(agent)).toEqual([['__proto__', null]]);
    expect(await bob.emit('memory:delete', ada)).toEqual({ success: true });
    expect(await read(agent)).toEqual([]);
    expect(await read(agent, { ...ada, key: 'never' })).toEqual([]);
  });

  test('goes by the order of a bulk, says how much of it took effect, and 0 when it was refused', async () => {
    const server = await serve();
    const agent = await Agent.register(server, { agentId: 'ada' });
    const operation = (action: string, key: string, value?: unknown) => ({ action, ...ada, key, value });
    const whole = [
      operation('create', 'a', 1),
      operation('update', 'a', 2),
      operation('create', 'b', 1),
      operation('delete', 'b'),
    ];
    expect(await agent.emit('memory:bulk', { operations: whole })).toEqual({ success: true, applied: 4 });
    expect(await agent.emit('memory:bulk', { operations: [] })).toEqual({ success: true, applied: 0 });
    await agent.emit('memory:update', { ...ada, key: 'large', value: 'x'.repeat(900_000) });
    const refused = [
      [operation('delete', 'a'), operation('create', 'b')],
      [operation('delete', 'a'), { ...operation('create', 'b', 1), scope: 'team' }],
      [operation('delete', 'a'), operation('create', 'b', 'x'.repeat(200_000))],
      Array.from({ length: 200 }, () => operation('delete', 'a')),
    ];
    for (const operations of refused) {
      expect(await agent.emit('memory:bulk', { operations })).toEqual({
        success: false,
        error: expect.any(String),
        applied: 0,
      });
      expect(await agent.next('error')).toEqual(await agent.next('memory:error'));
    }
    await server.advance(60_000);
    expect(await read(agent, { ...ada, key: 'a' })).toEqual([['a', 2]]);
    expect(await read(agent, { ...ada, key: 'b' })).toEqual([]);
  });

  test('expires by the clock, and an expiry that is no time is refused', async () => {
    const server = await serve();
    const agent = await Agent.register(server, { agentId: 'ada' });
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    await agent.emit('memory:update', { ...ada, key: 'k', value: 1, metadata: { expiresAt } });
    expect(await read(agent)).toHaveLength(1);
    await server.advance(3_600_000);
    expect(await read(agent)).toEqual([]);
    await agent.emit('memory:update', { ...ada, key: 'k', value: 1, metadata: { expiresAt: 'tomorrow' } });
    expect(await agent.next('memory:error')).toEqual({
      code: 'VALIDATION_ERROR',
      message: 'The payload is not valid: metadata.expiresAt is no ISO 8601 date or time',
    });
  });

  test('has bounds, each of which refuses what is one too many', async () => {
    const server = await serve();
    const agent = await Agent.register(server, { agentId: 'ada' });
    const fill = (targetId: string, bytes: number) =>
      agent.emit('memory:update', { scope: 'channel', targetId, key: 'k', value: 'x'.repeat(bytes) });
    for (let first = 0; first < 1000; first += 200) {
      const operations = Array.from({ length: 200 }, (_, index) => {
        return { action: 'create', ...ada, key: `${first + index}`, value: 1 };
      });
      expect(await agent.emit('memory:bulk', { operations })).toEqual({ success: true, applied: 200 });
      await server.advance(60_000);
    }
    expect(await agent.emit('memory:update', { ...ada, key: 'more', value: 1 })).toEqual({
      success: false,
      error: 'The payload is not valid: memory holds at most 1000 entries of one target',
    });
    expect(await fill('c', 900_000)).toEqual({ success: true });
    const more = { scope: 'channel', targetId: 'c', key: 'l', value: 'x'.repeat(200_000) };
    expect(await agent.emit('memory:update', more)).toMatchObject({
      error: expect.stringContaining('1048576 bytes of one target'),
    });
    // 64 MiB hold 74 of them.
    for (let target = 1; target < 74; target++) expect(await fill(`c${target}`, 900_000)).toEqual({ success: true });
    expect(await fill('c74', 900_000)).toMatchObject({ error: expect.stringContaining('67108864 bytes') });
    expect(await read(agent, { scope: 'channel', targetId: 'c73' })).toHaveLength(1);
    expect(await read(agent, { scope: 'channel', targetId: 'c74' })).toEqual([]);
  });

  test('shows on the dashboard’s event stream, to its tenant', async () => {
    const server = await serve();
    const reader = await EventReader.open(server.http);
    const agent = await Agent.register(server, { agentId: 'ada' });
    await agent.emit('memory:update', { ...ada, key: 'a', value: 'secret' });
    await agent.emit('memory:update', { ...ada, key: 'a', value: 'secret' });
    await agent.emit('memory:bulk', {
      operations: ['b', 'c'].map((key) => ({ action: 'create', ...ada, key, value: key })),
    });
    await reader.count(2);
    expect(reader.messages('memory:new-items')).toEqual([
      { items: [{ id: expect.stringMatching(/^mem-/) }], count: 1 },
      { items: [{ id: expect.any(String) }, { id: expect.any(String) }], count: 2 },
    ]);
    expect(JSON.stringify(reader.messages())).not.toContain('secret');
  });
});

test('kill -9 after an acknowledgement: all is there but what was not to be persistent', async () => {
  const folder = temporaryFolder();
  let written = 0;
  for (let round = 0; round < 5; round++) {
    const server = await serve(['--data', folder]);
    const agent = await Agent.register(server, { agentId: 'ada' });
    expect((await read(agent)).length).toBe(written);
    await agent.emit('memory:update', { ...ada, key: 'passing', value: round, metadata: { persistent: false } });
    const writes = Array.from({ length: 20 }, (_, index) => {
      const key = `${round}-${index}`;
      if (index % 3 === 0) {
        return agent.emit('memory:bulk', { operations: [{ ...ada, action: 'create', key, value: key }] });
      }
      const metadata = index % 3 === 1 ? { persistent: true } : { tags: ['t'] };
      return agent.emit('memory:update', { ...ada, key, value: key, metadata });
    });
    // The last of them ends the server at once.
    await Promise.all(writes.map((write) => write.then(() => written++)));
    server.child.kill('SIGKILL');
    await server.exited;
  }
  const server = await serve(['--data', folder]);
  const agent = await Agent.register(server, { agentId: 'ada' });
  const found = await read(agent);
  expect(found).toHaveLength(100);
  expect(found.every(([key, value]) => key === value)).toBe(true);
}, 60_000);
