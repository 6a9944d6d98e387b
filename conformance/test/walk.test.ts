import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { brokenManifest, brokenServer } from './broken.ts';
import { judged, kit, requirement, serveSource, subject } from './kit.ts';
import { minimalMxf } from './mxf-server.ts';

const only = (profile: string): string[] => ['--only', `${profile}/walk`, '--timeout', '1000'];

test.each(['codex', 'mxf', 'cloud', 'autosdlc', 'devmentor'])(
  'walks over a correct %s server are green',
  async (profile) => {
    for (const seed of ['1', '2']) {
      const args = ['--subject', subject(`minimal-${profile}.json`), ...only(profile), '--seed', seed];
      const { code, report } = await judged(args);
      expect(report.checks.map(({ verdict }) => verdict)).toEqual(['PASS']);
      expect(code).toBe(0);
    }
  },
);

/** Each is right as long as a frame is alone on its connection. */
const SOURCES = [
  {
    profile: 'cloud',
    fault: 'closes after the second mistake',
    source: () =>
      brokenServer('minimal-cloud.mjs', {
        "const refuse = (client, error) => send(client, { type: 'error', data: { error } });":
          "const refuse = (client, error) => {\n  client.mistakes = (client.mistakes ?? 0) + 1;\n  if (client.mistakes > 1) client.socket.close(1008);\n  else send(client, { type: 'error', data: { error } });\n};",
      }),
  },
  {
    profile: 'autosdlc',
    fault: 'forgets the credential after a mistake',
    source: () =>
      brokenServer('minimal-autosdlc.mjs', {
        'if (wrong.length > 0) return refuse(':
          'if (wrong.length > 0) client.authenticated = false;\n  if (wrong.length > 0) return refuse(',
      }),
  },
  {
    profile: 'mxf',
    fault: 'looks at one payload of a socket alone',
    source: () =>
      minimalMxf({
        'if (!fits(FORMS[event])(payload)) throw': 'if (!socket.data.seen && !fits(FORMS[event])(payload)) throw',
        'return { success: true, ...HANDLERS[event](socket, payload) };':
          "if (event === 'memory:update') socket.data.seen = true;\n    return { success: true, ...HANDLERS[event](socket, payload) };",
      }),
  },
  {
    profile: 'codex',
    fault: 'answers an error once',
    source: () =>
      brokenServer('minimal-codex.mjs', {
        'more = {}) => ': 'more = {}) => (client.told = (client.told ?? 0) + 1) < 2 && ',
      }),
  },
  {
    profile: 'devmentor',
    fault: 'is deaf after a ping',
    source: () =>
      brokenServer('minimal-devmentor.mjs', {
        'const refuse = (client, request, code, error) =>':
          'const refuse = (client, request, code, error) => !client.deaf &&',
        'ping: (client, { data }) =>\n':
          'ping: (client, { data }) =>\n    (client.pings = (client.pings ?? 0) + 1) && (client.deaf = client.pings > 2) !== null &&\n',
      }),
  },
];

test.each(SOURCES)('a $profile server that $fault is told with a short script', async ({ profile, source }) => {
  const server = await serveSource(source());
  try {
    const args = ['--url', server.url, '--profile', profile, ...only(profile), '--seed', '7'];
    const { report } = await judged(args, { AGENTWIRE_TOKEN: 'minimal-key-one' });
    const [walk] = report.checks;
    expect(['FAIL', 'WARN', 'INFO']).toContain(walk?.verdict);
    const failed = walk?.decisions.find(({ reason }) => reason.endsWith('after others only'));
    expect(failed?.at?.split(' · ').length).toBeLessThanOrEqual(6);
  } finally {
    await server.stop();
  }
});

test('a walk that failed is played again by its seed, and says the same', async () => {
  const out = mkdtempSync(join(tmpdir(), 'agentwire-'));
  const manifest = brokenManifest('minimal-cloud', {
    'function receive(client, text) {':
      'function receive(client, text) {\n  client.frames = (client.frames ?? 0) + 1;\n  if (client.frames > 3) text = "{}";',
  });
  const args = ['test', '--subject', manifest, ...only('cloud'), '--seed', '7', '--report', 'json', '--out', out];
  const first = await kit(args);
  expect(first.stdout).toMatch(/again +npx agentwire-conformance test .*--seed 7 --only cloud\/walk/);
  const again = await kit(['replay', join(out, 'report.json'), 'cloud/walk']);
  expect(again.stdout).toContain('same: cloud/walk');
  expect(again.code).toBe(0);
});

test('a mistake that a server makes alone is not told by the walk', async () => {
  const { report } = await judged(['--subject', subject('naive-cloud.json'), ...only('cloud')]);
  expect(requirement(report, 'cloud/errors/malformed-json').verdict).not.toBe('FAIL');
});
