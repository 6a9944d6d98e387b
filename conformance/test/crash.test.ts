import { expect, test } from 'vitest';
import { brokenCloud, brokenCloudManifest } from './broken.ts';
import { ids, judged, requirement, serveSource } from './kit.ts';

const SURVIVES = 'cloud/errors/survives';
const BY_NULL = { 'message === null || ': '' };
const BY_THIRD_FRAME = {
  'const clients = new Set();': 'const clients = new Set();\nlet frames = 0;',
  "socket.on('message', (data) => {": "socket.on('message', (data) => {\n    if (++frames === 3) process.exit(3);",
};
/** Its sockets are gone while the kernel still takes connections for it. */
const SLOWLY_BY_NULL = {
  'message === null || ':
    '(message === null && [...clients].every(({ socket }) => socket.terminate() ?? true) && dying()) || ',
  'const clients = new Set();': `const clients = new Set();
    function dying() {
      for (const until = Date.now() + 400; Date.now() < until; );
      process.exit(3);
    }`,
};
const BY_LEAVING = (times: number) => ({
  'const clients = new Set();': 'const clients = new Set();\nlet left = 0;',
  'clients.delete(client);': `clients.delete(client);\n  if (++left === ${times}) process.exit(3);`,
});

const token = { AGENTWIRE_TOKEN: 'a-single-token' };

test.each([
  ['the frame null', BY_NULL, 'after the frame null'],
  ['its third frame', BY_THIRD_FRAME, 'after the frame'],
  ['the frame null, slowly', SLOWLY_BY_NULL, 'after the frame null'],
])('a server given by URL that ends by %s is red, whatever the order', async (_, faults, words) => {
  for (const [seed, workers] of [
    ['1', '1'],
    ['2', '1'],
    ['3', '8'],
  ] as const) {
    const server = await serveSource(brokenCloud(faults));
    try {
      const { code, report, stdout } = await judged(
        ['--url', server.url, '--profile', 'cloud', '--seed', seed, '--workers', workers, '--timeout', '1000'],
        token,
      );
      expect(ids(report, 'FAIL', 'WARN')).toEqual([SURVIVES]);
      expect(stdout).toMatch(
        /the subject ended (during|while \d+ checks were under way, most likely during) cloud\/\S+,/,
      );
      if (workers === '1') expect(stdout).toMatch(new RegExp(`the subject ended during cloud\\/\\S+, ${words}`));
      expect(ids(report, 'INCONCLUSIVE')).not.toEqual([]);
      expect(code).toBe(1);
    } finally {
      await server.stop();
    }
  }
});

test.each([
  ['between two checks', 12, []],
  ['after the last check', 2, ['--only', 'cloud/heartbeat-pong']],
])('a server given by URL that ends %s is red too', async (_, times, only) => {
  const server = await serveSource(brokenCloud(BY_LEAVING(times)));
  try {
    const args = ['--url', server.url, '--profile', 'cloud', '--workers', '1', '--timeout', '1000', ...only];
    const { code, report } = await judged(args, token);
    expect(ids(report, 'FAIL', 'WARN')).toEqual([SURVIVES]);
    expect(code).toBe(1);
  } finally {
    await server.stop();
  }
});

test('a server that the kit started is started again, and its crash is red with its last words', async () => {
  const { code, report, stdout } = await judged(['--subject', brokenCloudManifest(BY_NULL)]);
  expect(ids(report, 'FAIL', 'WARN')).toEqual([SURVIVES]);
  expect(stdout).toContain('the subject ended during cloud/derived/invalid/null, after the frame null');
  expect(stdout).toContain('TypeError: Cannot read properties of null');
  expect(requirement(report, 'cloud/presence/offline').verdict).toBe('PASS');
  expect(code).toBe(1);
});

test('a crash is red even when only the check that caused it was asked for', async () => {
  const args = ['--subject', brokenCloudManifest(BY_NULL), '--only', 'cloud/derived/invalid/null'];
  const { code, report } = await judged(args);
  expect(ids(report, 'FAIL')).toEqual([SURVIVES]);
  expect(code).toBe(1);
});

test('a crash that no check causes alone is told with the frame before it', async () => {
  const { code, report, stdout } = await judged(['--subject', brokenCloudManifest(BY_THIRD_FRAME), '--workers', '1']);
  expect(ids(report, 'FAIL')).toEqual([SURVIVES]);
  expect(stdout).toMatch(/the subject ended during cloud\/\S+, after the frame .*exit code 3/);
  expect(code).toBe(1);
});

test('a server that lives to the end of the run has survived', async () => {
  const server = await serveSource(brokenCloud({}));
  try {
    const { code, report } = await judged(['--url', server.url, '--profile', 'cloud'], token);
    expect(requirement(report, SURVIVES)).toMatchObject({ verdict: 'PASS', level: 'MUST', tier: 'T0' });
    expect(code).toBe(0);
  } finally {
    await server.stop();
  }
});
