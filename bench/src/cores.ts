import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { type Punctuality, punctualityOfHarness, usual } from './real-time.ts';

/** Which cores the servers and the harness run on. */
export interface CorePlan {
  /** Cores of the servers, as taskset writes them; absent when nothing is pinned. */
  server?: string;
  harness?: string;
  /** For processes that must come at once when they are due; neither where that is denied. */
  punctual: Record<'probes' | 'publisher', Punctuality>;
  /** How many cores the harness has. */
  harnessCores: number;
  /** One clause for the report. */
  description: string;
}

/** Servers get the first core that this process may use, the harness all the others. */
export function planCores(pin: 'auto' | 'off'): CorePlan {
  const cores = allowedCores;
  const unpinned = (why: string): CorePlan => ({
    punctual: { probes: usual, publisher: usual },
    harnessCores: cores.length,
    description: `not pinned: ${why}`,
  });
  if (pin === 'off') return unpinned('switched off');
  if (cores.length < 2) return unpinned('fewer than 2 cores');
  if (spawnSync('taskset', ['--version']).status !== 0) return unpinned('taskset is not installed');
  const [server, ...harness] = cores.map(String) as [string, ...string[]];
  const punctual = punctualityOfHarness();
  const rank = punctual.probes !== usual ? ', publisher and probes before all others there (chrt)' : '';
  return {
    server,
    harness: harness.join(','),
    punctual,
    harnessCores: harness.length,
    description: `servers that the bench starts on core ${server}, harness on core ${harness.join(',')} (taskset)${rank}`,
  };
}

/** The command with what pins it in front. */
export function pinned(command: string[], cores: string | undefined): string[] {
  return cores === undefined ? command : ['taskset', '-c', cores, ...command];
}

/** Moves this process with all its threads. */
export function pinSelf(cores: string | undefined): void {
  if (cores !== undefined) execFileSync('taskset', ['-acp', cores, String(process.pid)], { stdio: 'ignore' });
}

/** The cores that this process may use, or might before it moved itself. */
export const allowedCores: readonly number[] = coresOfThisProcess();

/** All cores where the system has no /proc. */
function coresOfThisProcess(): number[] {
  if (!existsSync('/proc/self/status')) return cpus().map((_, core) => core);
  const list = /^Cpus_allowed_list:\s*(\S+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '0';
  return list.split(',').flatMap((range) => {
    const [first = 0, last = first] = range.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
}
