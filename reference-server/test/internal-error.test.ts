import { expect, onTestFinished, test, vi } from 'vitest';
import { Clock } from '../src/clock.ts';
import type { Connection } from '../src/connection.ts';
import type { Platform } from '../src/context.ts';
import { Hub } from '../src/hub/hub.ts';
import { createLog } from '../src/log.ts';
import { Outbox } from '../src/outbox.ts';
import { bounds, profiles } from '../src/profiles/mounted.ts';
import { ReceivedFrame } from '../src/received.ts';
import { createServices } from '../src/services/services.ts';
import { ReceivedEvent } from '../src/transports/socketio-decoder.ts';

type ProfileId = keyof typeof profiles;

const secret = 'a detail of the inside';
const ping = (member: object): ReceivedFrame =>
  new ReceivedFrame({ bytes: Buffer.from(JSON.stringify({ type: 'ping', ...member })), isBinary: false });
const pings: [ProfileId, ReceivedFrame][] = [
  ['codex', ping({ timestamp: 1 })],
  ['cloud', ping({})],
  ['autosdlc', ping({})],
  ['devmentor', ping({})],
];

/** A connection to the first channel of a profile; what it is sent, and `closed` with the code last of all. */
async function connect(
  id: ProfileId,
): Promise<{ receive: (received: ReceivedFrame | ReceivedEvent) => void; sent: string[] }> {
  const clock = new Clock();
  const log = createLog('silent');
  const noted = new Proxy({}, { get: () => () => {} });
  const settings = { projects: new Map(), tokensPerSecond: 0 };
  const services = await createServices({ settings: settings as unknown as Platform['settings'], bounds, clock, log });
  onTestFinished(() => services.close());
  vi.spyOn(services.tools, 'list').mockImplementation(() => {
    throw new Error(secret);
  });
  const parts = { clock, log, services, settings, hub: new Hub(), metrics: noted, suspicions: noted };
  const [endpoint] = await profiles[id](parts as unknown as Platform);
  const sent: string[] = [];
  const connection: Connection = {
    holdsMoreThan: () => false,
    send: ({ bytes }) => sent.push(Buffer.from(bytes).toString()) > 0,
    batch: (sends) => sends(),
    probe() {},
    close: (code) => void sent.push(`closed ${code}`),
  };
  const identity = { userId: 'alice', tenant: 'default', permissions: [] };
  const admission = { identity, parameters: new Map<string, string>(), wantsCompression: false };
  const listener = endpoint?.accept(connection, admission);
  // The first word leaves with this turn of the event loop.
  await new Promise(setImmediate);
  sent.length = 0;
  return { sent, receive: (received) => listener?.received(received) };
}

test('a handler that fails unexpectedly: mxf says so in every way that it has, and closes', async () => {
  const { sent, receive } = await connect('mxf');
  receive(new ReceivedEvent({ size: 1, id: 7, outcome: { value: { event: 'mcp:tool:list', payload: {} } } }));
  expect(sent.at(-1)).toBe('closed 1011');
  const error = { code: 'INTERNAL_ERROR', message: 'The server failed' };
  expect(sent.slice(0, -1)).toEqual([
    `42${JSON.stringify(['error', error])}`,
    `42${JSON.stringify(['mcp:error', error])}`,
    `437${JSON.stringify([{ success: false, error: error.message }])}`,
  ]);
});

test.each(pings)('%s says so as well, and nothing of what it was', async (id, message) => {
  const { sent, receive } = await connect(id);
  vi.spyOn(Outbox.prototype, 'push').mockImplementationOnce(() => {
    throw new Error(secret);
  });
  receive(message);
  expect(sent).toEqual([expect.stringMatching(/"type":"error".*(The server failed|Internal error)/), 'closed 1011']);
  expect(sent.join()).not.toContain(secret);
});
