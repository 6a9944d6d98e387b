import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FanoutResult } from '../src/result.ts';

const bin = fileURLToPath(new URL('../bin/agentwire-bench.mjs', import.meta.url));

export interface Finished {
  exitCode: number | null;
  stdout: string;
  stderr: string;
}

/** Starts the command line; `NO_COLOR` is set and the tokens of the surroundings are not. */
export function startBench(args: readonly string[]): { child: ChildProcess; finished: Promise<Finished> } {
  const env = { ...process.env, NO_COLOR: '1', AGENTWIRE_TOKEN: 'one', AGENTWIRE_TOKEN_PUBLISHER: 'two' };
  const child = spawn(process.execPath, [bin, ...args], { stdio: ['ignore', 'pipe', 'pipe'], env });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (bytes) => {
    output.stdout += bytes;
  });
  child.stderr.on('data', (bytes) => {
    output.stderr += bytes;
  });
  const finished = new Promise<Finished>((resolve) => {
    child.on('close', (exitCode) => resolve({ exitCode, ...output }));
  });
  return { child, finished };
}

export function runBench(args: readonly string[]): Promise<Finished> {
  return startBench(args).finished;
}

/** A short fanout on the cloud profile, without warm-up and peer unless `args` say so, with its result. */
export async function runFanout(args: readonly string[]): Promise<Finished & { result: FanoutResult }> {
  const folder = mkdtempSync(join(tmpdir(), 'agentwire-bench-'));
  try {
    const json = join(folder, 'result.json');
    const small = ['--profile', 'cloud', '--peer', 'none', '--blocks', '1', '--warmup', '0', '--subscribers', '10'];
    const finished = await runBench(['fanout', ...small, '--no-pin', '--json', json, ...args]);
    return { ...finished, result: JSON.parse(readFileSync(json, 'utf8')) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
