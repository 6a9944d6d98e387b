import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';

/** What makes a process of Node go before all usual ones. */
export interface Punctuality {
  /** Put in front of its command. */
  before: readonly string[];
  /** Options of Node. */
  options: readonly string[];
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
const ofHarness = { probes: inTime(2), publisher: inTime(1) };
const beforeAll = inTime(3);
export const usual: Punctuality = { before: [], options: [] };

/** Where the real-time priority of a process stands in its `stat`, behind the name. */
const priorityField = 37;

/** How those of the harness that must be in time are started; as all others where real time is denied. */
export function punctualityOfHarness(): Record<keyof typeof ofHarness, Punctuality> {
  return isAllowed(ofHarness.probes) ? ofHarness : { probes: usual, publisher: usual };
}

/** How a process goes before the whole harness; as a usual one where that is denied, which the harness is there too. */
export function rankBeforeAll(): Punctuality {
  return isAllowed(beforeAll) ? beforeAll : usual;
}

function isAllowed({ before: [command = '', ...args] }: Punctuality): boolean {
  return spawnSync(command, [...args, 'true']).status === 0;
}

/** The calling thread comes to its turn as soon as the main thread of its process does. */
export function keepUpWithMainThread(): void {
  const stat = existsSync('/proc/self/stat') ? readFileSync('/proc/self/stat', 'utf8') : '';
  const priority = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[priorityField] ?? '0';
  if (priority === '0') return;
  const thread = basename(readlinkSync('/proc/thread-self'));
  spawnSync('chrt', ['--rr', '--pid', priority, thread]);
}
