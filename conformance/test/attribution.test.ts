import { describe, expect, test } from 'vitest';
import type { CheckReport, Report } from '../src/report/report.ts';
import { brokenCloud, brokenServer } from './broken.ts';
import { judged, requirement, serveSource, subject } from './kit.ts';

/** Words after the command's name. */
const wordsOf = ({ again }: CheckReport): string[] => again.replace('npx agentwire-conformance test ', '').split(' ');

/** The check whose evidence a requirement's verdict rests on. */
function evidence(report: Report, id: string): CheckReport {
  const named = requirement(report, id).checks.map((check) => check.id);
  const found = report.checks.find((check) => named.includes(check.id) && check.verdict === 'FAIL');
  if (!found) throw new Error(`nothing fails ${id}`);
  return found;
}

const sent = ({ transcript }: CheckReport): string =>
  transcript.flatMap(({ event, text }) => (event === 'sent' ? [text] : [])).join('\n');

interface Case {
  source: string;
  args: string[];
  broken: string;
  /** Part of the frame that makes the server break it. */
  cause: string;
}

const CASES: Record<string, Case> = {
  'one client is told wrongly what another one did': {
    source: brokenCloud({
      'else deliver({ type': `else if (status === 'busy') {
      for (const other of clients) if (other !== client) send(other, { type: 'user_presence', data: { status } });
      send(client, { type: 'user_presence', data: { userId: client.userId, status } });
    } else deliver({ type`,
    }),
    args: ['--profile', 'cloud'],
    broken: 'cloud/presence/shape',
    cause: 'busy',
  },
  'a value at its limit is passed on wrongly, by a document that was never seen': {
    source: brokenServer('stranger.mjs', {
      'const handlers = {': 'const sockets = new Set();\nconst handlers = {',
      'function serveClimate(socket) {': 'function serveClimate(socket) {\n  sockets.add(socket);',
      'const reply = answer(data.toString());': `const reply = answer(data.toString());
    if (reply?.celsius === 30)
      for (const other of sockets) if (other !== socket) other.send('{"op":"target_set","bed":7}');`,
    }),
    args: ['--spec', subject('stranger.asyncapi.yaml')],
    broken: 'greenhouse/climate/frames',
    cause: '"celsius":30',
  },
};

describe.each(Object.entries(CASES))('%s', (_, { source, args, broken, cause }) => {
  test.each(['1', '2', '3'])('it hangs on the check that causes it, which shows it again, seed %s', async (seed) => {
    const server = await serveSource(source);
    try {
      const env = { AGENTWIRE_TOKEN: 'a-single-token' };
      const { report } = await judged(['--url', server.url, ...args, '--seed', seed, '--timeout', '1000'], env);
      expect(requirement(report, broken).verdict).toBe('FAIL');
      const check = evidence(report, broken);
      expect(sent(check)).toContain(cause);
      const { report: again } = await judged(wordsOf(check), env);
      expect(requirement(again, broken).verdict).toBe('FAIL');
    } finally {
      await server.stop();
    }
  });
});

test('a valid value over which the connection is dropped breaks a MUST of a document that was never seen', async () => {
  const server = await serveSource(
    brokenServer('stranger.mjs', {
      'const reply = answer(data.toString());': `const reply = answer(data.toString());
    if (reply?.celsius === 5) return socket.terminate();`,
    }),
  );
  try {
    const { code, report } = await judged(['--url', server.url, '--spec', subject('stranger.asyncapi.yaml')]);
    expect(requirement(report, 'greenhouse/climate/reply-set_target').verdict).toBe('FAIL');
    expect(code).toBe(1);
  } finally {
    await server.stop();
  }
});

test('what breaks only beside others says beside which', async () => {
  // Whoever comes while another one is there is greeted wrongly.
  const server = await serveSource(
    brokenCloud({
      "  send(client, { type: 'auth', data });": "  send(client, { type: 'auth', data: clients.size > 1 ? 1 : data });",
    }),
  );
  try {
    const { report } = await judged(
      ['--url', server.url, '--profile', 'cloud', '--only', 'cloud/malformed-json', '--only', 'cloud/unknown-type'],
      { AGENTWIRE_TOKEN: 'a-single-token' },
    );
    const check = report.checks.find(({ kind }) => kind === 'observed');
    expect(check?.decisions[0]?.reason).toMatch(/only with cloud\/[a-z-]+ beside it/);
    expect(check?.again.match(/--only/g)).toHaveLength(2);
  } finally {
    await server.stop();
  }
});
