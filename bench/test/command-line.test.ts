import type { ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { cases } from '../src/cases.ts';
import { type Finished, runBench, runCase, startBench } from './bench-process.ts';

const peer = fileURLToPath(new URL('../peers/uws.json', import.meta.url));

/** Would take half a minute. */
const small = [
  '--peer',
  'none',
  '--connections',
  '40',
  '--duration',
  '0.3',
  '--blocks',
  '90',
  '--warmup',
  '0',
  '--no-pin',
];
const longRun = ['run', 'fanout', '--profile', 'cloud', '--subject', peer, ...small];

describe('command line', () => {
  it('explains itself', async () => {
    const help = await runBench(['run', '--help']);
    expect(help).toMatchObject({ exitCode: 0, stderr: '' });
    expect(help.stdout).toContain('Examples:');
    const list = await runBench(['list']);
    expect(list).toMatchObject({ exitCode: 0, stderr: '' });
    expect(
      list.stdout
        .trim()
        .split('\n')
        .map((line) => line.split(' ')[0]),
    ).toEqual(cases.map(({ name }) => name));
  });

  it.each([
    [['run', 'fanout', '--url', 'ws://127.0.0.1:1'], '--profile is missing'],
    [['run', 'fanout', '--profile', 'cloud', '--connection', '5'], '--connections'],
    [['run', 'fanout', '--profile', 'nosuch'], "unknown profile 'nosuch'"],
    [['run', 'fanout', '--profile', 'cloud', '--payload', '10'], '--payload must be a number from 50'],
    [['run', 'fanout', '--profile', 'cloud', '--connections', 'many'], '--connections must be a number'],
    [['run', 'fanout', '--profile', 'cloud', '--slo', 'fast'], 'p99<5ms'],
    [['run', 'fanout', '--profile', 'cloud', '--url', 'ws://127.0.0.1:1'], '--publish-url'],
    [
      ['run', 'fanout', '--profile', 'cloud', '--url', 'wss://127.0.0.1:1', '--publish-url', 'http://127.0.0.1:1'],
      'ws://',
    ],
    [['run', 'fanout', '--profile', 'cloud', '--subject', 'nosuch.json'], 'cannot read the manifest nosuch.json'],
    [['run', 'fanout', '--profile', 'cloud', '--subject', peer, '--out', `${peer}/out`], 'uws.json/out: ENOTDIR'],
    [['run', 'topics', '--profile', 'autosdlc', '--lanes', '40'], 'at most 32'],
    [['compare', peer, peer], 'is no result of this bench'],
    [['nosuch'], "unknown case 'nosuch'"],
    [['run', 'topics', '--profile', 'cloud'], 'x-agentwire.bench.topics is missing'],
    [['run', 'roundtrip', '--profile', 'cloud', '--connections', '1'], 'limit of 100'],
    [['run', 'fanout', '--profile', 'cloud', '--search'], '--slo'],
  ])('refuses %j with exit code 2', async (args, message) => {
    const { exitCode, stderr } = await runBench(args);
    expect(stderr).toContain(message);
    expect(exitCode).toBe(2);
  });

  it('says that nobody is there with exit code 3', async () => {
    const target = ['--url', 'ws://127.0.0.1:9', '--publish-url', 'http://127.0.0.1:9/publish'];
    const { exitCode, stderr } = await runBench(['run', 'fanout', '--profile', 'cloud', '--peer', 'none', ...target]);
    expect(stderr).toContain('ECONNREFUSED');
    expect(exitCode).toBe(3);
  });

  it('says that a server closed before its opening message', async () => {
    const server = createServer();
    server.on('upgrade', ({ headers }, socket) => {
      // The bench resets the connections that it gives up.
      socket.on('error', () => {});
      const accept = createHash('sha1').update(`${headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`);
      socket.end(
        `HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Accept: ${accept.digest('base64')}\r\n\r\n\x88\x02\x03\xf0`,
        'latin1',
      );
    });
    const { exitCode, stderr } = await runAgainst(server);
    expect(stderr).toContain('the server closed the connection with 1008 before it had sent {"type":"auth"}');
    expect(exitCode).toBe(3);
  });

  it('says what a server answered that does not upgrade', async () => {
    const { exitCode, stderr } = await runAgainst(createServer((_, response) => response.writeHead(401).end()));
    expect(stderr).toContain('401 Unauthorized');
    expect(exitCode).toBe(3);
  });
});

describe('a run with a peer', () => {
  it('prints both sides, the ratio and what was not measured', { timeout: 60_000 }, async () => {
    const args = ['--subject', peer, '--peer', 'uws', '--blocks', '2', '--duration', '0.5', '--warmup', '0.1'];
    const { exitCode, stdout, result } = await runCase('fanout', args);
    expect([0, 4]).toContain(exitCode);
    expect(result.blocks.map(({ side }) => side)).toEqual(['subject', 'uws', 'uws', 'subject']);
    const compared = {
      valid: ['response p50', 'response p99', 'server CPU'],
      'latencies void': ['server CPU'],
      void: [],
    };
    expect(result.ratios.map(({ measure }) => measure)).toEqual(compared[result.verdict.verdict as 'valid']);
    for (const side of result.sides) {
      expect(side.reach).toBe(1);
      expect(side.server?.cpuSecondsPerMillion).toBeGreaterThan(0);
      expect(side.server?.rssBytes).toBeGreaterThan(1e6);
    }
    expect(result.saturation.ceiling?.deliveriesPerSecond).toBeGreaterThan(0);
    expect(stdout).toContain('ceiling: ');
    expect(stdout).not.toContain('\x1b[');
  });

  it('measures profile autosdlc, where clients have to subscribe', { timeout: 60_000 }, async () => {
    const { exitCode, result } = await runCase('fanout', [
      '--profile',
      'autosdlc',
      '--subject',
      peer,
      '--duration',
      '0.5',
    ]);
    expect([0, 4]).toContain(exitCode);
    expect(result.workload.delivers).toBe('AutosdlcAgentStatus');
    expect(result.sides[0]?.received).toBe(510);
  });

  it('is void under an objective finer than the generator, and then compares nothing', {
    timeout: 60_000,
  }, async () => {
    const { exitCode, stdout, result } = await runCase('fanout', [
      '--subject',
      peer,
      '--peer',
      'uws',
      '--duration',
      '0.5',
      '--slo',
      'p50<1us',
    ]);
    expect(result.verdict).toMatchObject({
      verdict: 'void',
      // A machine that is busy before the first block has its own reason.
      reasons: expect.arrayContaining([expect.stringMatching(/the generator itself sent|already at rest/)]),
    });
    expect(result.saturation.limit).toBe('generator');
    expect(result.ratios).toEqual([]);
    expect(stdout).toContain('VOID');
    expect(exitCode).toBe(4);
  });

  it('says so when a process of the harness fails', { timeout: 60_000 }, async () => {
    const { child, finished } = startBench(longRun);
    await untilBlock(child);
    const sink = descendantsOf(child.pid ?? 0).find((pid) =>
      readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('sink.ts'),
    );
    process.kill(sink ?? 0, 'SIGKILL');
    const { exitCode, stderr } = await finished;
    expect(stderr).toMatch(/the harness's (probes|sinks) process ended with SIGKILL/);
    expect(exitCode).toBe(5);
  });

  it('leaves no process behind when it is killed', { timeout: 60_000 }, async () => {
    const { child, finished } = startBench(longRun);
    await untilBlock(child);
    const started = descendantsOf(child.pid ?? 0);
    // Publisher, probes, sinks, server, reaper.
    expect(started).toHaveLength(5);
    child.kill('SIGKILL');
    await finished;
    const deadline = Date.now() + 5000;
    while (started.some(isAlive) && Date.now() < deadline) await sleep(20);
    const left = started.filter(isAlive);
    for (const pid of left) process.kill(pid, 'SIGKILL');
    expect(left).toEqual([]);
  });
});

async function runAgainst(server: Server): Promise<Finished> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const target = ['--url', `ws://${address}`, '--publish-url', `http://${address}/publish`, '--connections', '2'];
  const finished = await runBench(['run', 'fanout', '--profile', 'cloud', '--peer', 'none', ...target]);
  server.close();
  server.closeAllConnections();
  return finished;
}

async function untilBlock(child: ChildProcess): Promise<void> {
  await new Promise<void>((resolve) => {
    child.stderr?.on('data', (bytes) => String(bytes).includes('block 1/') && resolve());
  });
}

function descendantsOf(root: number): number[] {
  const parents = new Map<number, number>();
  for (const pid of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      parents.set(Number(pid), Number(stat.slice(stat.lastIndexOf(')')).split(' ')[2]));
    } catch {
      // It has ended meanwhile.
    }
  }
  const tree = [root];
  for (const member of tree) for (const [pid, parent] of parents) if (parent === member) tree.push(pid);
  return tree.slice(1);
}

function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
