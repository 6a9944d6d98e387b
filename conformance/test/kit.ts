import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Report, RequirementReport } from '../src/report/report.ts';
import type { Verdict } from '../src/verdict.ts';

const BIN = fileURLToPath(new URL('../bin/agentwire-conformance.mjs', import.meta.url));
const SUBJECTS = fileURLToPath(new URL('./subjects/', import.meta.url));

export interface Run {
  code: number | null;
  stdout: string;
  stderr: string;
}

export const subject = (file: string): string => join(SUBJECTS, file);

/** Runs the command line as a process of its own. */
export function kit(args: string[], env: Record<string, string> = {}): Promise<Run> {
  const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('AGENTWIRE_')));
  const child = spawn(process.execPath, [BIN, ...args], { env: { ...clean, NO_COLOR: '1', ...env } });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (data) => {
    stdout += data;
  });
  child.stderr.on('data', (data) => {
    stderr += data;
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr })));
}

/** Runs `test` and reads its JSON report. */
export async function judged(args: string[], env: Record<string, string> = {}): Promise<Run & { report: Report }> {
  const out = mkdtempSync(join(tmpdir(), 'agentwire-'));
  try {
    const run = await kit(['test', ...args, '--report', 'json', '--out', out], env);
    return { ...run, report: JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')) as Report };
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

/** Ids of the requirements with one of these verdicts. */
export function ids(report: Report, ...verdicts: Verdict[]): string[] {
  return report.requirements
    .filter((one) => verdicts.includes(one.verdict))
    .map((one) => one.id)
    .sort();
}

export function requirement(report: Report, id: string): RequirementReport {
  const found = report.requirements.find((one) => one.id === id);
  if (!found) throw new Error(`no requirement ${id} in the report`);
  return found;
}

export interface Served {
  url: string;
  stop(): Promise<void>;
}

/** Starts a subject without the kit, for runs that get a URL alone. */
export const serve = (file: string): Promise<Served> => started([subject(file)]);

/**
 * Starts a subject that stands in no file; it may import what those in `subjects` may.
 * @param port where another one has been listening
 */
export const serveSource = (source: string, port = 0): Promise<Served> =>
  started(['--input-type=module', '--eval', source], { PORT: String(port) });

function started(args: string[], env: Record<string, string> = {}): Promise<Served> {
  const child = spawn(process.execPath, args, {
    cwd: SUBJECTS,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.stdout.once('data', (line) => {
      const stop = async (): Promise<void> => {
        child.kill();
        await ended;
      };
      resolve({ url: JSON.parse(String(line)).url, stop });
    });
  });
}
