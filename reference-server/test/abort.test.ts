import { App } from 'uWebSockets.js';
import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { Clock } from '../src/clock.ts';
import { type Credentials, developmentCredentials } from '../src/credentials.ts';
import { Gate } from '../src/gate.ts';
import { createLog } from '../src/log.ts';
import { Origins } from '../src/origins.ts';
import { cloudProfile } from '../src/profiles/cloud/profile.ts';
import { Suspicions } from '../src/suspicions.ts';
import { route } from '../src/transports/http.ts';
import { listen } from '../src/transports/listen.ts';
import { mountWebSocket } from '../src/transports/websocket.ts';
import { rawUpgrade } from './socket.ts';

const log = createLog('silent');
const gate = new Gate({ origins: new Origins({ allowed: [], trustsHost: false }), maxConnections: 0 });
const suspicions = new Suspicions({ clock: new Clock(), log });

/** Holds whoever passes until the test opens it. */
class Hold {
  readonly #opened = Promise.withResolvers<void>();
  readonly #reached = Promise.withResolvers<void>();

  /** Somebody waits. */
  readonly isReached = this.#reached.promise;

  pass(): Promise<void> {
    this.#reached.resolve();
    return this.#opened.promise;
  }

  open(): void {
    this.#opened.resolve();
  }
}

async function start(app: ReturnType<typeof App>): Promise<number> {
  const { port } = await listen(app, { host: '127.0.0.1', port: 0 });
  onTestFinished(() => void app.close());
  return port;
}

/** Long enough for the server to hear of a reset on loopback; too short only lets the test pass. */
const resetIsHeard = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 50));

// uWebSockets throws when a response is touched after its request was aborted; nobody catches that.

test('a client that vanishes while its credential is judged is never touched again', async () => {
  const judging = new Hold();
  const accepted: unknown[] = [];
  const credentials: Credentials = {
    ...developmentCredentials(),
    async verify() {
      await judging.pass();
      return { userId: 'alice', tenant: 'default', permissions: [] };
    },
  };
  const endpoint = {
    ...cloudProfile,
    opening: undefined,
    accept: (connection: unknown) => {
      accepted.push(connection);
      return { received() {}, alive() {}, drained() {}, closed() {} };
    },
    carries: () => false,
    publish: () => 0,
    post: async () => ({ recipients: 0, isQueued: false }),
    clients: () => ({ total: 0, authenticated: 0 }),
    waitingMessages: () => 0,
    kick: () => 0,
    reset() {},
    drain() {},
  };
  const app = App();
  mountWebSocket({ app, endpoint, credentials, gate, suspicions, log });
  const port = await start(app);
  const socket = await rawUpgrade(`ws://127.0.0.1:${port}/cloud/ws?token=a`);
  await judging.isReached;
  socket.resetAndDestroy();
  await resetIsHeard();
  judging.open();
  await resetIsHeard();
  expect(accepted).toEqual([]);
});

test('a request that is aborted while it is served is never answered', async () => {
  const serving = new Hold();
  const app = App();
  const service = async () => {
    await serving.pass();
    return { status: 200, body: {} };
  };
  route({ app, method: 'post', path: '/slow', maxBodyBytes: 10, service, gate, log });
  const port = await start(app);
  const socket = connect(port, '127.0.0.1', () =>
    socket.write('POST /slow HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nx'),
  );
  await serving.isReached;
  socket.resetAndDestroy();
  await resetIsHeard();
  serving.open();
  await resetIsHeard();
  expect(gate.isEmpty).toBe(true);
});
