import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { judged, kit, requirement, subject } from './kit.ts';

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const only = ['--profile', 'cloud', '--only', 'cloud/heartbeat-pong'];
const token = { AGENTWIRE_TOKEN: 'a-single-token' };
const command = `node ${subject('minimal-cloud.mjs')}`;

test.each(['ws', 'http'])('--start with --ready waits for the %s address and judges there', async (scheme) => {
  const port = await freePort();
  const ready = `${scheme}://127.0.0.1:${port}`;
  const { code, report } = await judged(['--start', command, '--ready', ready, ...only], { ...token, PORT: `${port}` });
  expect(requirement(report, 'cloud/heartbeat/pong').verdict).toBe('PASS');
  expect(report.checks[0]?.again).toContain(`--start '${command}' --ready ${ready} --profile cloud`);
  expect(code).toBe(0);
});

test.each([
  ['--start alone', ['--start', command], '--start needs --ready'],
  ['--ready alone', ['--ready', 'ws://127.0.0.1:1'], '--ready is for a server that the kit starts'],
  ['two subjects', ['--subject', subject('minimal-cloud.json'), '--ready', 'ws://127.0.0.1:1'], 'not both'],
])('%s is a mistake', async (_, args, words) => {
  expect(await kit(['test', ...args, ...only], token)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining(words),
  });
});

test('nothing is started where something answers already, since that would be judged', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  const ready = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { code, stderr } = await kit(['test', '--start', command, '--ready', ready, ...only], token);
  expect(code).toBe(2);
  expect(stderr).toContain(`something answers at ${ready}/ before the subject is started`);
});
