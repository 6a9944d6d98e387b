import { describe, expect, test } from 'vitest';
import { ids, judged, serveSource } from './kit.ts';

/** A server whose only credential travels in handshake, which it closes over when that is wrong. */
const source = (fault = ''): string => `
import { WebSocketServer } from 'ws';
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value) => typeof value === 'string';
const server = new WebSocketServer({ port: 0, host: '127.0.0.1' }, () =>
  console.log(JSON.stringify({ url: 'ws://127.0.0.1:' + server.address().port })));
server.on('connection', (socket) => {
  let known = false;
  const say = (type, data) => socket.send(JSON.stringify({ type, data }));
  const refuse = (code, error) => say('error', { code, error });
  socket.on('message', (text) => {
    let message;
    try { message = JSON.parse(text); } catch { return refuse('INVALID_MESSAGE', 'No JSON'); }
    if (!isObject(message) || !isText(message.type)) return refuse('INVALID_MESSAGE', 'No type');
    const { type, data = {} } = message;
    if (type === 'handshake') {
      if (${fault || "!isText(data.apiKey) || data.apiKey === ''"}) {
        refuse('INVALID_API_KEY', 'Invalid API key');
        return socket.close(1008);
      }
      known = true;
      return say('welcome', { clientId: 'c-1' });
    }
    if (!known) return refuse('HANDSHAKE_REQUIRED', 'Handshake required');
    if (type === 'ping') return say('pong', {});
    refuse('UNKNOWN_TYPE', 'Not here');
  });
});
process.on('SIGTERM', () => process.exit(0));
`;

const REFUSED = 'devmentor/derived/handshake/refuse/data/apiKey';
const ONLY = [
  REFUSED,
  ...['handshake/accept', 'ping/accept', 'malformed', 'unknown'].map((name) => `devmentor/derived/${name}`),
];
const ENV = { AGENTWIRE_TOKEN: 'the-key-of-the-first' };

const args = (url: string, only: string[]): string[] => [
  ...['--url', url, '--profile', 'devmentor', '--timeout', '800'],
  ...only.flatMap((id) => ['--only', id]),
];

describe('where the credential travels in a message, derived checks', () => {
  test('open connections that are authenticated, and take a refusal with a close for one', async () => {
    const server = await serveSource(source());
    try {
      const { report } = await judged(args(server.url, ONLY), ENV);
      expect(report.checks.filter((check) => check.verdict !== 'PASS').map((check) => check.id)).toEqual([]);
      expect(report.checks.some((check) => check.id === `${REFUSED}/type-number`)).toBe(true);
      const malformed = report.checks.filter((check) => check.id.includes('/malformed/'));
      const sent = malformed.flatMap((check) => check.transcript).filter(({ event }) => event === 'sent');
      expect(sent.some(({ text }) => text.includes('‹first›'))).toBe(true);
    } finally {
      await server.stop();
    }
  });

  test('see that a wrong key is taken', async () => {
    const server = await serveSource(source('false'));
    try {
      const { report } = await judged(args(server.url, [REFUSED]), ENV);
      expect(report.checks.map((check) => check.decisions[0]?.reason)).toContain('a wrong frame is not refused');
      expect(ids(report, 'INFO')).toContain('devmentor/errors/invalid-message');
    } finally {
      await server.stop();
    }
  });
});
