import { cloud } from '@agentwire/generated/constants/cloud';
import { describe, expect, test } from 'vitest';
import { readAddress } from '../src/address.ts';
import { Gate, type GateOptions } from '../src/gate.ts';
import { Origins, type OriginsOptions } from '../src/origins.ts';
import { EventReader } from './event-reader.ts';
import { Agent, path } from './mxf-client.ts';
import { serve } from './server-process.ts';
import { Client, open } from './socket.ts';

const addressOf = (...bytes: number[]) => readAddress(new Uint8Array(bytes).buffer);

/** The status that answers an upgrade; 101 when it was let in. */
function statusOf(url: string, headers: Record<string, string> = {}): Promise<number> {
  const { socket } = new Client(url, { headers });
  return new Promise((resolve) => {
    socket.once('open', () => resolve(101));
    socket.once('unexpected-response', (_, response) => resolve(response.statusCode ?? 0));
  });
}

describe('a page', () => {
  const asks = (options: Partial<OriginsOptions>, origin: string, host = 'api.example:443'): boolean =>
    !new Origins({ allowed: [], trustsHost: true, ...options }).isForeign({ origin, host });

  test.each<[string, boolean, Partial<OriginsOptions>, string]>([
    ['that is none', true, {}, ''],
    ['of the same host', true, {}, 'https://api.example:443'.replace(':443', '')],
    ['of the machine', true, {}, 'http://localhost:5173'],
    ['of the machine by its number', true, { trustsHost: false }, 'http://127.0.0.1:5173'],
    ['of the machine by its longer number', true, { trustsHost: false }, 'http://[::1]:5173'],
    ['of elsewhere', false, {}, 'https://elsewhere.example'],
    ['of nowhere', false, {}, 'null'],
    ['of a host that only begins like ours', false, {}, 'https://localhost.elsewhere.example'],
    ['of a listed origin', true, { allowed: ['https://one.example'] }, 'https://one.example'],
    ['of a listed host, but another scheme', false, { allowed: ['https://one.example'] }, 'http://one.example'],
    ['of the machine, when origins are listed', false, { allowed: ['https://one.example'] }, 'http://localhost:5173'],
    ['of anywhere, when all are listed', true, { allowed: ['*'] }, 'https://elsewhere.example'],
  ])('%s: %s', (_, expected, options, origin) => {
    expect(asks(options, origin, 'api.example')).toBe(expected);
  });

  test('of the same host is foreign where anybody is let in, because its name may point here', () => {
    expect(asks({ trustsHost: false }, 'http://elsewhere.example:3000', 'elsewhere.example:3000')).toBe(false);
  });

  test.each(['/cloud/ws', '/autosdlc/ws', '/codex/v1/ws', '/codex/v1/projects/p/stream', '/devmentor/ws'])(
    'of elsewhere gets 403 at %s, whatever its cookie, and one of the machine is let in',
    async (path) => {
      const server = await serve();
      const cookie = 'auth-token=a';
      expect(await statusOf(`${server.url}${path}`, { origin: 'https://elsewhere.example', cookie })).toBe(403);
      expect(await statusOf(`${server.url}${path}`, { origin: 'http://localhost:5173', cookie })).toBe(101);
      expect(await statusOf(`${server.url}${path}`, { cookie })).toBe(101);
    },
  );
});

describe('a page with agents', () => {
  const polling = `${path}?EIO=4&transport=polling`;
  const preflight = {
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'authorization,content-type',
  };

  test('of a listed origin may poll, credentials and all, and read what comes', async () => {
    const server = await serve(['--allow-origin', 'https://one.example']);
    const origin = 'https://one.example';
    const asked = await fetch(server.http + polling, { method: 'OPTIONS', headers: { origin, ...preflight } });
    expect(asked.status).toBe(204);
    expect(asked.headers.get('access-control-allow-origin')).toBe(origin);
    expect(asked.headers.get('access-control-allow-headers')).toBe('authorization,content-type');
    const opened = await fetch(server.http + polling, { headers: { origin, authorization: 'Bearer a' } });
    expect(opened.headers.get('access-control-allow-origin')).toBe(origin);
    expect(opened.headers.get('vary')).toContain('Origin');
    const agent = await Agent.register(server, { agentId: 'a' }, { extraHeaders: { origin } });
    expect(await agent.next('agent:registered')).toMatchObject({ agentId: 'a' });
  });

  test('of elsewhere is refused, whichever transport it tries', async () => {
    const server = await serve(['--allow-origin', 'https://one.example']);
    const origin = 'https://elsewhere.example';
    for (const method of ['OPTIONS', 'GET']) {
      const answer = await fetch(server.http + polling, { method, headers: { origin, ...preflight } });
      expect(answer.status).toBe(403);
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    }
    const url = `${server.url}${path}?EIO=4&transport=websocket`;
    expect(await statusOf(url, { origin, authorization: 'Bearer a' })).toBe(403);
  });
});

describe('an address', () => {
  test('is read in both versions, and counts as its network', () => {
    expect(addressOf(203, 0, 113, 7)).toEqual({ text: '203.0.113.7', network: '203.0.113.7', isLoopback: false });
    expect(addressOf(127, 1, 2, 3).isLoopback).toBe(true);
    expect(addressOf(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 127, 0, 0, 1)).toMatchObject({ text: '127.0.0.1' });
    expect(addressOf(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1)).toMatchObject({ isLoopback: true });
    const one = addressOf(0x20, 1, 0xd, 0xb8, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 7);
    expect(one).toEqual({ text: '2001:db8:0:1:0:0:0:7', network: '2001:db8:0:1', isLoopback: false });
  });

  const { connectionsPerAddress } = cloud.channels.cloud.limits;
  const fill = (options: Partial<GateOptions>, address = addressOf(203, 0, 113, 7)) => {
    const gate = new Gate({ origins: new Origins({ allowed: [], trustsHost: true }), maxConnections: 0, ...options });
    const visitor = { address, origin: '', host: '', connectionsPerAddress };
    while (!gate.refusal(visitor) && gate.connections <= connectionsPerAddress) gate.enter(address);
    return { gate, visitor };
  };

  test('has as many connections as the document says, and one more when one has ended', () => {
    const { gate, visitor } = fill({});
    expect(gate.connections).toBe(connectionsPerAddress);
    expect(gate.refusal(visitor)).toMatchObject({ status: 429 });
    expect(gate.refusal({ ...visitor, address: addressOf(203, 0, 113, 8) })).toBeUndefined();
    gate.leave(visitor.address);
    expect(gate.refusal(visitor)).toBeUndefined();
  });

  test('of the machine itself has no limit but a given one', () => {
    expect(fill({}, addressOf(127, 0, 0, 1)).gate.connections).toBeGreaterThan(connectionsPerAddress);
    expect(fill({ maxConnectionsPerAddress: 3 }, addressOf(127, 0, 0, 1)).gate.connections).toBe(3);
    expect(fill({ maxConnectionsPerAddress: 0 }).gate.connections).toBeGreaterThan(connectionsPerAddress);
  });
});

describe('connections beyond', () => {
  test.each([
    ['--max-connections', 503],
    ['--max-connections-per-address', 429],
  ])('%s are refused with %i, sockets and streams alike, until one has ended', async (flag, status) => {
    const server = await serve([flag, '3']);
    const first = await open(`${server.url}/cloud/ws`);
    const second = await open(`${server.url}/autosdlc/ws`);
    const reader = await EventReader.open(server.http);
    for (const path of ['/cloud/ws', '/codex/v1/ws']) expect(await statusOf(`${server.url}${path}`)).toBe(status);
    expect((await fetch(`${server.http}/devmentor/api/events`)).status).toBe(status);
    first.socket.terminate();
    reader.close();
    await expect.poll(() => statusOf(`${server.url}/cloud/ws`)).toBe(101);
    await expect.poll(async () => (await EventReader.open(server.http)).response.status).toBe(200);
    await second.settled();
  });

  test.each([
    ['--max-connections', 503],
    ['--max-connections-per-address', 429],
  ])('%s: agents that poll count as well, until they say goodbye or fall silent', async (flag, status) => {
    const server = await serve([flag, '2', '--ping-interval', '100', '--ping-timeout', '100']);
    const poll = async (): Promise<number> => {
      const address = `${server.http}${path}?EIO=4&transport=polling`;
      return (await fetch(address, { headers: { authorization: 'Bearer a' } })).status;
    };
    expect([await poll(), await poll(), await poll()]).toEqual([200, 200, status]);
    // Both are gone without a word.
    await expect.poll(poll).toBe(200);
    await expect.poll(() => statusOf(`${server.url}/cloud/ws`)).toBe(101);
    await expect.poll(poll).toBe(200);
    const transports = ['polling', 'websocket'];
    const agents: Agent[] = [];
    await expect
      .poll(async () => {
        const agent = new Agent(server, { transports });
        const isIn = await new Promise((resolve) => {
          agent.socket.once('connect', () => resolve(true)).once('connect_error', () => resolve(false));
        });
        if (isIn) agents.push(agent);
        return agents.length;
      })
      .toBe(1);
    agents[0]?.socket.disconnect();
    await expect.poll(poll).toBe(200);
  });
});
