import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RunResult } from '../src/result.ts';

const bin = fileURLToPath(new URL('../bin/agentwire-bench.mjs', import.meta.url));

export interface Finished {
  exitCode: number | null;
  stdout: string;
  stderr: string;
}

/** Starts the command line; `NO_COLOR` is set and the tokens of the surroundings are not. */
export function startBench(
  args: readonly string[],
  /** Command that starts it, `taskset` for one. */
  under: readonly string[] = [],
): { child: ChildProcess; finished: Promise<Finished> } {
  const env = { ...process.env, NO_COLOR: '1', AGENTWIRE_TOKEN: 'one', AGENTWIRE_TOKEN_PUBLISHER: 'two' };
  const [file = '', ...rest] = [...under, process.execPath, bin, ...args];
  const child = spawn(file, rest, { stdio: ['ignore', 'pipe', 'pipe'], env });
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

/** A short run of a case, on the cloud profile, without warm-up and peer unless `args` say so, with its result. */
export async function runCase(name: string, args: readonly string[]): Promise<Finished & { result: RunResult }> {
  const folder = mkdtempSync(join(tmpdir(), 'agentwire-bench-'));
  try {
    const small = ['--profile', 'cloud', '--peer', 'none', '--blocks', '1', '--warmup', '0', '--connections', '10'];
    const finished = await runBench(['run', name, ...small, '--no-pin', '--out', folder, ...args]);
    const file = join(folder, 'result.json');
    if (!existsSync(file)) throw new Error(`no result: ${finished.stderr}`);
    return { ...finished, result: JSON.parse(readFileSync(file, 'utf8')) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
