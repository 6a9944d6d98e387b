import { expect, test } from 'vitest';
import { judged, requirement, serveSource } from './kit.ts';
import { minimalMxf } from './mxf-server.ts';

/** Short enough to be waited for; the checks read them from the open packet. */
const SHORT = { 'serveClient: false,': 'serveClient: false, pingInterval: 3_000, pingTimeout: 4_000,' };
const ANNOUNCES_LESS = {
  'serveClient: false,': 'serveClient: false, pingInterval: 30_000, pingTimeout: 4_000,',
  'const http = createServer();': `const http = createServer();
    const { Socket } = await import('engine.io');
    const { sendPacket } = Socket.prototype;
    Socket.prototype.sendPacket = function (type, data, ...more) {
      return sendPacket.call(this, type, type === 'open' ? data.replace('30000', '3000') : data, ...more);
    };`,
};
const NEVER_DROPS = {
  ...SHORT,
  'const http = createServer();': `const http = createServer();
    const { Socket } = await import('engine.io');
    Socket.prototype.resetPingTimeout = () => {};`,
};
const DROPS_ANYBODY = {
  ...SHORT,
  "socket.on('error', () => {});": "socket.on('error', () => {}); setTimeout(() => socket.disconnect(true), 8_000);",
};

const CASES = [
  { name: 'a server that keeps its own times', faults: SHORT, broken: undefined },
  { name: 'a server that pings later than it announced', faults: ANNOUNCES_LESS, broken: 'ping' },
  { name: 'a server that drops nobody', faults: NEVER_DROPS, broken: 'timeout' },
  { name: 'a server that drops clients that answer', faults: DROPS_ANYBODY, broken: 'alive' },
];

test.concurrent.each(CASES)('$name', { timeout: 90_000 }, async ({ faults, broken }) => {
  const server = await serveSource(minimalMxf(faults as Record<string, string>));
  try {
    const args = ['--url', server.url, '--profile', 'mxf', '--slow', '--timeout', '2000', '--only', 'mxf/heartbeat'];
    const { report } = await judged(args, { AGENTWIRE_TOKEN: 'a-single-token' });
    for (const name of ['ping', 'timeout', 'alive']) {
      const { verdict } = requirement(report, `mxf/heartbeat/${name}`);
      if (name === broken) expect(verdict).toBe('FAIL');
      else if (broken === undefined) expect(verdict).toBe('PASS');
    }
  } finally {
    await server.stop();
  }
});
