import { mxf } from '@agentwire/generated/constants/mxf';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAddress } from '../src/address.ts';
import { Clock } from '../src/clock.ts';
import { createLog } from '../src/log.ts';
import { Suspicions } from '../src/suspicions.ts';
import { shakeHands } from './devmentor.ts';
import { EventReader } from './event-reader.ts';
import { Agent, RawAgent } from './mxf-client.ts';
import { type ServerProcess, serve } from './server-process.ts';
import { Client, ofType, open } from './socket.ts';

type Line = Record<string, unknown>;

/** A log that keeps its lines. */
function kept(): { lines: Line[]; log: ReturnType<typeof createLog> } {
  const lines: Line[] = [];
  return { lines, log: createLog('trace', { write: (line) => void lines.push(JSON.parse(line)) }) };
}

const linesOf = ({ stderr }: ServerProcess): Line[] => stderr.map((line) => JSON.parse(line));

describe('secrets', () => {
  const names = [
    ...['token', 'refreshToken', 'access_token', 'authorization', 'Cookie', 'set-cookie', 'key', 'apiKey', 'api_key'],
    ...['secret', 'hs256Secret', 'secretKey', 'password', 'domainKey', 'privateKey', 'credentials', 'X-Api-Key'],
  ];

  test.each(names)('under %s are not logged, at any depth', (name) => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'list'), { maxLength: 20 }), (path) => {
        const { lines, log } = kept();
        let value: unknown = { [name]: 'hush-hush', [`${name.replace(/s$/, '')}s`]: ['hush-hush'] };
        for (const step of path) value = step === 'list' ? [value] : { [step]: value };
        log.info({ value, err: Object.assign(new Error('failed'), { value }) }, 'line');
        expect(JSON.stringify(lines)).not.toContain('hush-hush');
        expect(JSON.stringify(lines)).toContain('[redacted]');
      }),
    );
  });

  test('inside addresses and behind the word Bearer are not logged', () => {
    const { lines, log } = kept();
    log.info({ url: 'ws://x/ws?a=1&token=hush-hush&b=2', header: 'Bearer hush-hush' }, 'line');
    expect(lines[0]).toMatchObject({
      url: 'ws://x/ws?a=1&token=[redacted]&b=2',
      header: 'Bearer [redacted]',
    });
  });

  test.each([
    '{"username":"alice","secretKey":"hush hush"}',
    JSON.stringify({ quoted: JSON.stringify({ password: 'hush hush' }) }),
    'domainKey=hush&x=1',
  ])('inside a text are not logged: %s', (text) => {
    const { lines, log } = kept();
    log.info({ text }, 'line');
    expect(JSON.stringify(lines)).not.toContain('hush');
  });

  test('beside their name are not logged, others are', () => {
    const { lines, log } = kept();
    log.info({ secret: [{ key: 'api_key', value: 'hush' }], open: [{ key: 'plan', value: 'shown' }] }, 'line');
    log.info(
      {
        operations: [
          { key: 'api_key', value: ['hush'] },
          { key: 'plan', value: 'shown' },
        ],
      },
      'line',
    );
    expect(JSON.stringify(lines)).not.toContain('hush');
    expect(JSON.stringify(lines)).toContain('shown');
  });

  test('are looked for in time linear in the text', () => {
    const { log } = kept();
    for (const piece of ['a-', 'key', '?', 'token"', ' ', '\\\\']) log.info({ text: piece.repeat(500_000) }, 'line');
  });

  test('do not take along what is none', () => {
    const { lines, log } = kept();
    const line = { totalTokens: 7, tokensPerSecond: 50, keyId: 'one', monkey: 'george', when: new Date(0) };
    log.info(line, 'line');
    expect(lines[0]).toMatchObject({ ...line, when: '1970-01-01T00:00:00.000Z' });
  });

  test('are found in what is shared, circular, or has no prototype', () => {
    const { lines, log } = kept();
    const shared = { token: 'hush-hush' };
    const circle: Record<string, unknown> = { shared, again: shared };
    circle.self = circle;
    log.info({ circle, bare: Object.assign(Object.create(null), shared) }, 'line');
    expect(lines[0]).toMatchObject({
      circle: { shared: { token: '[redacted]' }, again: { token: '[redacted]' }, self: '[circular]' },
      bare: { token: '[redacted]' },
    });
  });

  test('never reach the log of a server, whichever way they come and however much it logs', async () => {
    const server = await serve(['--log-level', 'trace', '--log-frames', 'data=true'], {
      apiKeys: [{ key: 'right-secret', userId: 'alice' }],
    });
    const headers = { authorization: 'Bearer header-secret', cookie: 'auth-token=cookie-secret' };
    await new Client(`${server.url}/autosdlc/ws?token=query-secret`, { headers }).closed;
    const client = await open(`${server.url}/autosdlc/ws?token=right-secret`);
    client.send({ type: 'auth_request', data: { type: 'jwt', token: 'message-secret' } });
    expect(await client.closed).toBe(4401);
    const codex = await open(`${server.url}/codex/v1/ws`);
    codex.send({ type: 'auth', token: 'codex-secret' });
    expect(await codex.closed).toBe(4401);
    await expect(shakeHands(server, { apiKey: 'handshake-secret' })).rejects.toThrow();
    await server.publish('/autosdlc/publish', {}, 'publisher-secret');
    server.child.kill('SIGTERM');
    await server.exited;
    expect(server.stderr.length).toBeGreaterThan(10);
    expect(server.stderr.join('\n')).not.toContain('secret');
  });
});

describe('suspicious activity', () => {
  const suspicious = (server: ServerProcess): Line[] => linesOf(server).filter((line) => line.suspicious !== undefined);

  test('is told with who it was: bad credentials, messages that are none, limits', async () => {
    const server = await serve([], { apiKeys: [{ key: 'alice', userId: 'alice' }] });
    const address = '127.0.0.1';
    await new Client(`${server.url}/autosdlc/ws?token=wrong`).closed;
    await server.publish('/cloud/publish', {}, 'wrong');
    await expect
      .poll(() => suspicious(server))
      .toContainEqual(
        expect.objectContaining({
          suspicious: 'credential-refused',
          profile: 'autosdlc',
          address,
          details: 'INVALID_TOKEN',
        }),
      );
    const client = await open(`${server.url}/cloud/ws?token=alice`);
    client.send('{');
    for (let sent = 0; sent < 110; sent++) client.send({ type: 'ping' });
    await client.closed;
    const alice = { profile: 'cloud', userId: 'alice', tenant: 'default', address, count: 1 };
    await expect
      .poll(() => suspicious(server))
      .toContainEqual(
        expect.objectContaining({ ...alice, suspicious: 'malformed-message', details: 'INVALID_MESSAGE' }),
      );
    await expect
      .poll(() => suspicious(server))
      .toContainEqual(expect.objectContaining({ ...alice, suspicious: 'limit-exceeded', details: 'RATE_LIMITED' }));
    await new Client(`${server.url}/cloud/ws`, { headers: { origin: 'https://elsewhere.example' } }).closed;
    await expect
      .poll(() => suspicious(server))
      .toContainEqual(expect.objectContaining({ suspicious: 'connection-refused', profile: 'cloud', address }));
  });

  test('of agents is told too', async () => {
    const server = await serve([], { apiKeys: [{ key: 'raw', userId: 'alice' }] });
    await new Promise((resolve) => new Agent(server).socket.once('connect_error', resolve));
    const raw = await RawAgent.connect(server);
    raw.send('42["agent:status"');
    await raw.closed;
    const big = await RawAgent.connect(server);
    big.send(`42["agent:status","${'x'.repeat(mxf.channels.mxf.limits.messageBytes)}"]`);
    await big.closed;
    const alice = { profile: 'mxf', address: '127.0.0.1', userId: 'alice', count: 1 };
    await expect
      .poll(() => suspicious(server))
      .toEqual([
        expect.objectContaining({ suspicious: 'credential-refused', profile: 'mxf', address: '127.0.0.1' }),
        expect.objectContaining({ ...alice, suspicious: 'malformed-message' }),
        expect.objectContaining({ suspicious: 'limit-exceeded', profile: 'mxf', address: '127.0.0.1' }),
      ]);
  });

  test('is told more rarely the more there is, for each suspect and minute', () => {
    const { lines, log } = kept();
    const clock = new Clock();
    const suspicions = new Suspicions({ clock, log });
    const alice = { profile: 'cloud', identity: { userId: 'alice', tenant: 'default' } };
    for (let times = 0; times < 5000; times++) suspicions.note('malformed-message', alice);
    expect(lines.map(({ count }) => count)).toEqual([1, 10, 100, 1000]);
    suspicions.note('malformed-message', { ...alice, identity: { userId: 'alice', tenant: 'away' } });
    suspicions.note('limit-exceeded', alice);
    expect(lines.slice(4).map(({ count, tenant, suspicious }) => [count, tenant, suspicious])).toEqual([
      [1, 'away', 'malformed-message'],
      [1, 'default', 'limit-exceeded'],
    ]);
    clock.advance(60_000);
    suspicions.note('malformed-message', alice);
    expect(lines.at(-1)).toMatchObject({ count: 1, suspicious: 'malformed-message' });
  });

  test('takes bounded memory, however many suspects there are', () => {
    const { lines, log } = kept();
    const suspicions = new Suspicions({ clock: new Clock(), log });
    const from = (index: number) => ({ address: readAddress(new Uint8Array([10, 0, index >> 8, index & 255]).buffer) });
    for (let index = 0; index < 1001; index++) suspicions.note('credential-refused', from(index));
    // The first was forgotten for the last, so that it is counted anew; the second was not.
    suspicions.note('credential-refused', from(1));
    expect(lines).toHaveLength(1001);
    suspicions.note('credential-refused', from(0));
    expect(lines).toHaveLength(1002);
  });
});

describe('--log-frames', () => {
  const frames = (server: ServerProcess): Line[] => linesOf(server).filter(({ msg }) => msg === 'frame');

  async function framesOf(filter: string): Promise<{ lines: Line[]; clientId: string }> {
    const server = await serve(['--log-level', 'fatal', '--log-frames', filter]);
    const cloud = await open(`${server.url}/cloud/ws?token=a`);
    const client = await open(`${server.url}/autosdlc/ws?token=a`);
    const clientId = String((await client.next(ofType('connect'))).data?.clientId);
    await cloud.settled();
    client.send({ type: 'ping', id: 'mine' });
    await client.next(ofType('pong'));
    const reader = await EventReader.open(server.http);
    const message = { channel: 'ui:activity', message: { activity: 'seen' } };
    await server.control('emit', { profile: 'devmentor', message });
    await reader.count(1);
    server.child.kill('SIGTERM');
    await server.exited;
    return { lines: frames(server), clientId };
  }

  const names = (lines: Line[]): string[] =>
    lines.map(({ direction, profile, type }) => `${direction} ${profile} ${type}`);

  test('all: every message of every connection and stream, without what it says', async () => {
    const { lines, clientId } = await framesOf('all');
    expect(names(lines)).toEqual([
      'out cloud auth',
      'out autosdlc connect',
      'in cloud ping',
      'out cloud pong',
      'in autosdlc ping',
      'out autosdlc pong',
      'out devmentor ui:activity',
      'out autosdlc disconnect',
    ]);
    expect(lines[4]).toMatchObject({
      timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
      direction: 'in',
      clientId,
      userId: expect.stringMatching(/^user_/),
      messageId: 'mine',
      type: 'ping',
      size: 27,
      data: '[FILTERED]',
    });
  });

  test.each<[string, string[]]>([
    ['profile=cloud', ['out cloud auth', 'in cloud ping', 'out cloud pong']],
    ['type=ping,type=auth', ['out cloud auth', 'in cloud ping', 'in autosdlc ping']],
    ['direction=out,profile=autosdlc,not-type=pong', ['out autosdlc connect', 'out autosdlc disconnect']],
    ['client=nobody', []],
    ['user=nobody', []],
  ])('%s', async (filter, expected) => {
    expect(names((await framesOf(filter)).lines)).toEqual(expected);
  });

  test('data=true: with what they say', async () => {
    const { lines } = await framesOf('profile=devmentor,data=true');
    expect(lines[0]?.data).toEqual({ channel: 'ui:activity', message: { activity: 'seen' } });
  });
});
