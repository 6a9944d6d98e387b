import { type ChildProcess, spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { EXIT } from '../exit.ts';
import { counted } from '../report/counted.ts';
import { printable } from '../report/printable.ts';
import type { Report } from '../report/report.ts';
import type { TestFlags } from './flags.ts';
import { judgeSubject } from './judged.ts';
import { prepare } from './prepared.ts';

export interface StabilityFlags extends TestFlags {
  /** At least 2. */
  runs: number;
  /** Leave out what takes time. */
  untimed?: boolean;
  /** Keep every processor busy meanwhile. */
  load?: boolean;
}

/** Numbers of workers, in turn. */
const WORKERS = [4, 1, 8];

/** Judges a subject again and again, in other orders and with more or fewer workers; 1 when a verdict changes. */
export async function stability(flags: StabilityFlags): Promise<number> {
  const skip = [...(flags.skip ?? []), ...(flags.untimed ? await timed(flags) : [])];
  const load = flags.load ? Array.from({ length: availableParallelism() }, busy) : [];
  const first = flags.seed ?? 1;
  const reports: Report[] = [];
  try {
    for (let index = 0; index < flags.runs; index += 1) {
      const workers = flags.workers ?? WORKERS[index % WORKERS.length] ?? 1;
      const selection = skip.length > 0 ? { skip } : {};
      const report = await judgeSubject({ ...flags, ...selection, seed: first + index, workers });
      reports.push(report);
      process.stdout.write(`${printable(lineOf(report, reports))}\n`);
    }
  } finally {
    for (const child of load) child.kill('SIGKILL');
  }
  const changed = changes(reports);
  process.stdout.write(`\n${table(reports, changed).map(printable).join('\n')}\n`);
  return changed.length === 0 ? EXIT.ok : EXIT.failed;
}

/** Ids of the checks that take time. */
async function timed(flags: TestFlags): Promise<string[]> {
  const { planned } = await prepare(flags);
  return planned.flatMap(({ checks }) => checks.filter(({ needs }) => needs.includes('time')).map(({ id }) => id));
}

/** A process that does nothing but keep a processor busy. */
const busy = (): ChildProcess => spawn(process.execPath, ['--eval', 'for (;;);'], { stdio: 'ignore' });

function lineOf({ run, requirements }: Report, reports: readonly Report[]): string {
  const differs = changes([reports[0] as Report, reports.at(-1) as Report]).length;
  const what = differs === 0 ? 'the same' : `${counted(differs, 'verdict')} changed`;
  const facts = `seed ${run.seed}, ${counted(run.workers, 'worker')}, ${(run.durationMs / 1000).toFixed(1)} s`;
  return `run ${String(reports.length).padStart(3)}  ${facts}: ${counted(requirements.length, 'verdict')}, ${what}`;
}

interface Change {
  id: string;
  /** Verdicts with how often each came, and the seeds of the rarer ones. */
  verdicts: string;
}

/** Requirements whose verdict is not the same in all reports. */
function changes(reports: readonly Report[]): Change[] {
  const ids = [...new Set(reports.flatMap(({ requirements }) => requirements.map(({ id }) => id)))];
  return ids.flatMap((id) => {
    const seeds = new Map<string, number[]>();
    for (const { requirements, run } of reports) {
      const verdict = requirements.find((one) => one.id === id)?.verdict ?? 'absent';
      seeds.set(verdict, [...(seeds.get(verdict) ?? []), run.seed]);
    }
    if (seeds.size === 1) return [];
    const most = Math.max(...[...seeds.values()].map(({ length }) => length));
    const told = [...seeds].map(([verdict, of]) =>
      of.length === most
        ? `${of.length} × ${verdict}`
        : `${of.length} × ${verdict} (seed ${of.slice(0, 5).join(', ')})`,
    );
    return [{ id, verdicts: told.join(', ') }];
  });
}

function table(reports: readonly Report[], changed: readonly Change[]): string[] {
  const durations = reports.map(({ run }) => run.durationMs / 1000).sort((one, other) => one - other);
  const [shortest = 0, longest = 0] = [durations[0], durations.at(-1)];
  const median = durations[Math.floor(durations.length / 2)] ?? 0;
  const times = [shortest, median, longest].map((seconds) => `${seconds.toFixed(1)} s`).join(', ');
  const verdicts = reports[0]?.requirements.length ?? 0;
  return [
    ...changed.map(({ id, verdicts: told }) => `changed  ${id.padEnd(48)}  ${told}`),
    `${counted(reports.length, 'run')} of ${counted(verdicts, 'verdict')}: ${changed.length} changed`,
    `shortest, median and longest run: ${times}`,
  ];
}
