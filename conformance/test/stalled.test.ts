import { expect, test } from 'vitest';
import { brokenManifest } from './broken.ts';
import { ids, judged, requirement, serveSource, subject } from './kit.ts';
import { minimalMxf } from './mxf-server.ts';

const only = (profile: string): string[] => ['--only', `${profile}/crowd/stalled`, '--timeout', '2000'];

test.each(['mxf', 'cloud', 'autosdlc', 'devmentor'])(
  'a %s server that keeps all for a client that does not read is green',
  async (profile) => {
    const { code, report } = await judged(['--subject', subject(`minimal-${profile}.json`), ...only(profile)]);
    expect(ids(report, 'PASS')).toContain(`${profile}/slow-consumer/no-gap`);
    expect(report.checks.map(({ verdict }) => verdict)).toEqual(['PASS']);
    expect(code).toBe(0);
  },
);

const SEND =
  'const send = (client, message) => client.socket.readyState === 1 && client.socket.send(stamped(message));';
const LIMIT_BYTES = 1024 * 1024;

/** The minimal cloud server, which does this ahead of each message for a client that has much unread. */
const whenSlow = (what: string): string => `function send(client, message) {
  if (client.socket.bufferedAmount > ${LIMIT_BYTES}) ${what}
  if (client.socket.readyState === 1) client.socket.send(stamped(message));
}`;

test('a server that closes a slow connection with the code of the document is green', async () => {
  const manifest = brokenManifest('minimal-cloud', { [SEND]: whenSlow('client.socket.close(1013);') });
  const { report } = await judged(['--subject', manifest, ...only('cloud')]);
  expect(report.checks.map(({ verdict }) => verdict)).toEqual(['PASS']);
});

test.each([
  ['leaves out what a slow client has no room for', 'return;', 'INFO'],
  ['closes with another code', 'client.socket.close(1000);', 'INFO'],
])('a server that %s is told', async (_, what, verdict) => {
  const manifest = brokenManifest('minimal-cloud', { [SEND]: whenSlow(what) });
  const { report } = await judged(['--subject', manifest, ...only('cloud')]);
  expect(requirement(report, 'cloud/slow-consumer/no-gap').verdict).toBe(verdict);
  expect(requirement(report, 'cloud/notification/broadcast').verdict).toBe('PASS');
});

test('a server whose other clients wait for the slow one is red', async () => {
  const waits = 'return;';
  const faults = {
    [SEND]: whenSlow(waits),
    'for (const client of receivers) send(client, message);': `if (receivers.some(({ socket }) => socket.bufferedAmount > ${LIMIT_BYTES})) return 0;
  for (const client of receivers) send(client, message);`,
  };
  const { code, report } = await judged(['--subject', brokenManifest('minimal-cloud', faults), ...only('cloud')]);
  expect(requirement(report, 'cloud/notification/broadcast').verdict).toBe('FAIL');
  expect(code).toBe(1);
});

test('an mxf server that leaves out what a slow socket has no room for is told', async () => {
  const server = await serveSource(
    minimalMxf({
      'told.add(agent.socket);': `told.add(agent.socket);
    if (agent.socket.conn.transport.socket?.bufferedAmount > ${LIMIT_BYTES} || agent.socket.conn.writeBuffer.length > 4) continue;`,
    }),
  );
  try {
    const { report } = await judged(['--url', server.url, '--profile', 'mxf', ...only('mxf')], {
      AGENTWIRE_TOKEN: 'minimal-token-one',
    });
    expect(requirement(report, 'mxf/slow-consumer/no-gap').verdict).toBe('INFO');
  } finally {
    await server.stop();
  }
});
