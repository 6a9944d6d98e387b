import { readdirSync, readFileSync } from 'node:fs';

const ticksPerSecond = 100;

/** What a server process has used so far, its children included. */
export interface ProcessUsage {
  /** User and system time, nanoseconds. */
  cpuNs: number;
  /**
   * Time for which its main thread could have run and had to wait for a core, less what its other threads ran, for
   * whom it may have waited; nanoseconds, of use as a difference only; 0 where the kernel is silent.
   */
  waitedNs: number;
  /** Resident memory, bytes. */
  rssBytes: number;
}

/**
 * Reads /proc. CPU time is the scheduler's own account of every thread (`schedstat`, nanoseconds); where
 * the kernel does not keep it, `stat` serves, in steps of 10 ms. Both hold user and system time, and on
 * loopback the TCP work of delivering to the receiver too, because the sender does it. Undefined when the
 * process is gone or the system has no /proc.
 */
export function usageOf(pid: number): ProcessUsage | undefined {
  if (read(`/proc/${pid}/stat`) === undefined) return undefined;
  const usage = { cpuNs: 0, waitedNs: 0, rssBytes: 0 };
  for (const member of treeOf(pid)) {
    const { ranNs, waitedNs } = scheduleOf(member);
    usage.cpuNs += ranNs;
    usage.waitedNs += waitedNs;
    usage.rssBytes += rssBytesOf(member);
  }
  return usage;
}

/**
 * What a process and its children hold in memory that nobody else holds, bytes; pages shared with others, such as
 * those of the program itself, are left out. Resident memory where the kernel does not tell.
 */
export function memoryOf(pid: number): number | undefined {
  if (read(`/proc/${pid}/stat`) === undefined) return undefined;
  return treeOf(pid).reduce((sum, member) => sum + (privateBytesOf(member) ?? rssBytesOf(member)), 0);
}

/** How long the main thread of this process has waited for a core, nanoseconds; 0 where the kernel does not tell. */
export function ownWaitNs(): number {
  return Number(read('/proc/self/schedstat')?.split(' ')[1] ?? 0);
}

/** Busy time of all cores since boot, nanoseconds in steps of 10 ms, stolen time apart; undefined without /proc. */
export function machineBusyNs(): number | undefined {
  const line = read('/proc/stat')?.split('\n')[0];
  if (line === undefined) return undefined;
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = fields(line);
  return ((user + nice + system + irq + softirq) * 1e9) / ticksPerSecond;
}

function treeOf(root: number): number[] {
  const parents = new Map<number, number>();
  for (const entry of readdirSync('/proc')) {
    const stat = /^\d+$/.test(entry) ? read(`/proc/${entry}/stat`) : undefined;
    if (stat) parents.set(Number(entry), statFields(stat)[1] as number);
  }
  const tree = [root];
  for (const member of tree) for (const [pid, parent] of parents) if (parent === member) tree.push(pid);
  return tree;
}

/** What the scheduler accounts to the threads of one process. */
function scheduleOf(pid: number): { ranNs: number; waitedNs: number } {
  const sums = { ranNs: 0, waitedNs: 0 };
  for (const thread of threadsOf(pid)) {
    const schedstat = read(`/proc/${pid}/task/${thread}/schedstat`);
    if (schedstat === undefined) return { ranNs: cpuTicksNsOf(pid), waitedNs: 0 };
    const [ranNs = 0, waitedNs = 0] = schedstat.split(' ').map(Number);
    sums.ranNs += ranNs;
    sums.waitedNs += Number(thread) === pid ? waitedNs : -ranNs;
  }
  return sums;
}

function cpuTicksNsOf(pid: number): number {
  const stat = read(`/proc/${pid}/stat`);
  if (!stat) return 0;
  const values = statFields(stat);
  return (((values[11] ?? 0) + (values[12] ?? 0)) * 1e9) / ticksPerSecond;
}

function rssBytesOf(pid: number): number {
  const kibibytes = /^VmRSS:\s*(\d+)/m.exec(read(`/proc/${pid}/status`) ?? '')?.[1];
  return Number(kibibytes ?? 0) * 1024;
}

function privateBytesOf(pid: number): number | undefined {
  const rollup = read(`/proc/${pid}/smaps_rollup`);
  if (rollup === undefined) return undefined;
  const lines = [...rollup.matchAll(/^Private_(?:Clean|Dirty):\s*(\d+)/gm)];
  return lines.reduce((sum, [, kibibytes]) => sum + Number(kibibytes) * 1024, 0);
}

function threadsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}

/** The fields of `stat` after the name in parentheses: state, parent, … user time is the 12th. */
function statFields(stat: string): number[] {
  return fields(stat.slice(stat.lastIndexOf(')')));
}

function fields(line: string): number[] {
  return line.trim().split(/\s+/).slice(1).map(Number);
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
