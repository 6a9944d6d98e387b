import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const bin = fileURLToPath(new URL('../bin/agentwire-server.mjs', import.meta.url));

export const controlToken = 'test-only-control-token';

/** A run of the command, to be judged by what it prints and how it ends. */
export interface Run {
  child: ChildProcess;
  stdout: string[];
  stderr: string[];
  /** Exit code once it has ended and all output was read. */
  exited: Promise<number | null>;
}

/** Starts the command with nothing of the caller's environment but what it needs. */
export function run(args: readonly string[], env: Record<string, string> = {}): Run {
  const child = spawn(process.execPath, [bin, ...args], { env: { PATH: process.env.PATH, ...env } });
  const stdout: string[] = [];
  const stderr: string[] = [];
  createInterface(child.stdout).on('line', (line) => stdout.push(line));
  createInterface(child.stderr).on('line', (line) => stderr.push(line));
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await exited;
  });
  return { child, stdout, stderr, exited };
}

export interface ServerProcess extends Run {
  /** `ws://127.0.0.1:41234` */
  url: string;
  /** `http://127.0.0.1:41234` */
  http: string;
  publish(path: string, body: unknown, token?: string): Promise<{ status: number; body: PublishAnswer }>;
  /** Uses a verb of the control; the answer, whatever it is. */
  control(verb: string, body?: object): Promise<{ status: number; body: Record<string, unknown> }>;
  /** Moves the server's clock ahead. */
  advance(ms: number): Promise<void>;
  /** Resident memory in MiB. */
  memoryMiB(): number;
}

export interface PublishAnswer {
  recipients?: number;
  error?: { code: string; message: string; details?: string };
}

/** Starts a server on a free port; it is ended with the test. */
export async function serve(args: readonly string[] = [], credentials?: object): Promise<ServerProcess> {
  const keys = credentials ? ['--credentials', writeJson(credentials)] : [];
  const running = run(['--port', '0', '--control-token', controlToken, ...keys, ...args]);
  const url = await new Promise<string>((resolve, reject) => {
    createInterface(running.child.stdout as NodeJS.ReadableStream).once('line', (line) =>
      resolve(JSON.parse(line).url),
    );
    running.exited.then((code) => reject(new Error(`ended with ${code}: ${running.stderr.join('\n')}`)));
  });
  const http = url.replace('ws:', 'http:');
  const post = (path: string, body: unknown, token: string): Promise<Response> =>
    fetch(`${http}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  return {
    ...running,
    url,
    http,
    async publish(path, body, token = 'publisher') {
      const response = await post(path, body, token);
      return { status: response.status, body: (await response.json()) as PublishAnswer };
    },
    async control(verb, body) {
      const method = body ? 'POST' : 'GET';
      const headers = { authorization: `Bearer ${controlToken}` };
      const response = await fetch(`${http}/control/${verb}`, {
        method,
        headers,
        ...(body && { body: JSON.stringify(body) }),
      });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    },
    async advance(ms) {
      await post('/control/clock', { advanceMs: ms }, controlToken);
    },
    memoryMiB() {
      const [, pages = ''] = readFileSync(`/proc/${running.child.pid}/statm`, 'utf8').split(' ');
      return (Number(pages) * 4096) / 2 ** 20;
    },
  };
}

/** Writes a file that lives as long as the test. */
export function writeJson(value: object): string {
  const folder = mkdtempSync(join(tmpdir(), 'agentwire-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'file.json');
  writeFileSync(path, JSON.stringify(value));
  return path;
}
