import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readlinkSync } from 'node:fs';
import { cpus } from 'node:os';
import { basename } from 'node:path';

/** What makes a process of Node go before all usual ones. */
export interface Punctuality {
  /** Put in front of its command. */
  before: readonly string[];
  /** Options of Node. */
  options: readonly string[];
}

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

/**
 * Real time needs a privilege. Who takes times goes before who makes the load. It is only for the thread that does so,
 * because V8's helpers would take the core for a tenth of a second at a time; and V8 gets none, because it would wait for
 * them while nobody lets them run.
 */
const inTime = (priority: number): Punctuality => ({
  before: ['chrt', '--reset-on-fork', '--rr', String(priority)],
  options: ['--single-threaded'],
});
const punctual = { probes: inTime(2), publisher: inTime(1) };
const beforeAll = inTime(3);
export const usual: Punctuality = { before: [], options: [] };

/** Where the real-time priority of a process stands in its `stat`, behind the name. */
const priorityField = 37;

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
  const isPermitted = isAllowed(punctual.probes);
  const rank = isPermitted ? ', publisher and probes before all others there (chrt)' : '';
  return {
    server,
    harness: harness.join(','),
    punctual: isPermitted ? punctual : { probes: usual, publisher: usual },
    harnessCores: harness.length,
    description: `servers that the bench starts on core ${server}, harness on core ${harness.join(',')} (taskset)${rank}`,
  };
}

/** How a process goes before the whole harness; as a usual one where that is denied, which the harness is there too. */
export function rankBeforeAll(): Punctuality {
  return isAllowed(beforeAll) ? beforeAll : usual;
}

function isAllowed({ before: [command = '', ...args] }: Punctuality): boolean {
  return spawnSync(command, [...args, 'true']).status === 0;
}

/** The command with what pins it in front. */
export function pinned(command: string[], cores: string | undefined): string[] {
  return cores === undefined ? command : ['taskset', '-c', cores, ...command];
}

/** Moves this process with all its threads. */
export function pinSelf(cores: string | undefined): void {
  if (cores !== undefined) execFileSync('taskset', ['-acp', cores, String(process.pid)], { stdio: 'ignore' });
}

/** The calling thread comes to its turn as soon as the main thread of its process does. */
export function keepUpWithMainThread(): void {
  const stat = existsSync('/proc/self/stat') ? readFileSync('/proc/self/stat', 'utf8') : '';
  const priority = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[priorityField] ?? '0';
  if (priority === '0') return;
  const thread = basename(readlinkSync('/proc/thread-self'));
  spawnSync('chrt', ['--rr', '--pid', priority, thread]);
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
