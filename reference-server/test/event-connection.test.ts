import { App, type HttpResponse } from 'uWebSockets.js';
import { connect } from 'node:net';
import { cloud as document } from '@agentwire/generated/constants/cloud';
import { expect, onTestFinished, test } from 'vitest';
import { Clock } from '../src/clock.ts';
import type { Connection } from '../src/connection.ts';
import type { Platform } from '../src/context.ts';
import { type Credentials, developmentCredentials } from '../src/credentials.ts';
import { createEventsEndpoint, type EventsProfile } from '../src/events-endpoint.ts';
import type { Recipient } from '../src/fanout.ts';
import { Gate } from '../src/gate.ts';
import { Hub } from '../src/hub/hub.ts';
import { createLog } from '../src/log.ts';
import { Metrics } from '../src/metrics.ts';
import { Origins } from '../src/origins.ts';
import { documentedMetrics } from '../src/profiles/mounted.ts';
import type { Protocol } from '../src/protocol.ts';
import { openEmbeddedStore } from '../src/store/embedded.ts';
import { Suspicions } from '../src/suspicions.ts';
import { EventConnection } from '../src/transports/event-connection.ts';
import { listen } from '../src/transports/listen.ts';
import { mountEvents } from '../src/transports/sse.ts';

const log = createLog('silent');
const path = '/events';

/** A channel of events that asks for a credential in the query, on parts of its own. */
async function createEndpoint() {
  const hub = new Hub<Recipient>();
  const clock = new Clock();
  const store = openEmbeddedStore();
  onTestFinished(() => store.close());
  const facts = { keepAliveMs: 1000, historyEvents: 10 };
  const note = { name: 'note', direction: 'server-to-client', event: { audience: 'everyone' } } as const;
  const profile = {
    id: 'example',
    channel: 'example',
    path,
    carriers: document.carriers,
    traits: { ...document.channels.cloud, transport: 'sse', sse: facts, messages: { note } },
    targets: [],
    checkServer: (message: unknown) => ({ ok: true, message: message as object }),
    seal: (draft: object) => draft,
  } satisfies EventsProfile<Protocol>;
  const metrics = new Metrics({
    documented: documentedMetrics,
    subscriptionCounts: () => new Map(),
    running: () => ({}),
    clients: () => [],
  });
  const platform = { hub, clock, log, metrics, services: { store } } as unknown as Platform;
  return { hub, clock, endpoint: await createEventsEndpoint(profile, platform) };
}

test('a stream that has closed is forgotten, and nothing runs for it', async () => {
  const { hub, clock, endpoint } = await createEndpoint();
  const written: string[] = [];
  const connection: Connection = {
    holdsMoreThan: () => false,
    send: ({ bytes }) => written.push(Buffer.from(bytes).toString()) > 0,
    batch: (sends) => sends(),
    probe() {},
    close() {},
  };
  const stream = endpoint.accept(connection, { parameters: new Map(), wantsCompression: false });
  expect(endpoint.publish({ type: 'note' }, { tenant: 'default' })).toBe(1);
  clock.advance(1000);
  expect(written.join('')).toMatch(/^retry: 0\n\nid: .*\ndata: \{"type":"note"\}\n\n:\n\n$/);
  stream.closed(0);
  expect(hub.space({ realm: 'example', tenant: 'default' })).toBeUndefined();
  clock.advance(60_000);
  expect(written).toHaveLength(3);
});

// uWebSockets throws when a response is touched after it has ended; nobody catches that.

test('a response that has ended is never touched again', () => {
  let touched = 0;
  const response = new Proxy({}, { get: () => () => touched++ }) as HttpResponse;
  let closed = 0;
  const connection = new EventConnection(response, () => closed++);
  connection.gone();
  connection.gone();
  connection.send({ bytes: Buffer.from('x'), isBinary: false });
  connection.batch(() => connection.send({ bytes: Buffer.from('x'), isBinary: false }));
  connection.resume();
  connection.close();
  expect([touched, closed]).toEqual([0, 1]);
});

test('a reader that vanishes while its credential is judged is never let in', async () => {
  const judging = Promise.withResolvers<void>();
  const reached = Promise.withResolvers<void>();
  const credentials: Credentials = {
    ...developmentCredentials(),
    async verify() {
      reached.resolve();
      await judging.promise;
      return { userId: 'alice', tenant: 'default', permissions: [] };
    },
  };
  const { hub, endpoint } = await createEndpoint();
  const app = App();
  const origins = new Origins({ allowed: [], trustsHost: false });
  const gate = new Gate({ origins, maxConnections: 0 });
  const suspicions = new Suspicions({ clock: new Clock(), log });
  mountEvents({ app, endpoint, credentials, gate, suspicions, origins, log });
  const { port } = await listen(app, { host: '127.0.0.1', port: 0 });
  onTestFinished(() => void app.close());
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  socket.write(`GET ${path}?token=x HTTP/1.1\r\nHost: x\r\n\r\n`);
  await reached.promise;
  socket.resetAndDestroy();
  await new Promise((resolve) => setTimeout(resolve, 50));
  judging.resolve();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(hub.space({ realm: 'example', tenant: 'default' })).toBeUndefined();
});
