import { nowNs } from './clock.ts';
import { machineBusyNs, type ProcessUsage, usageOf } from './cpu.ts';
import type { LatencyHistogram } from './histogram.ts';
import type { ProcessLoad } from './load.ts';
import type { Side } from './roles.ts';
import type { StallReport } from './stalled.ts';
import type { TimelinePoint } from './timeline.ts';

/** A disturbed one was measured again: its deliveries count, its figures do not. */
export type PhaseKind = 'rehearsal' | 'warm-up' | 'measured' | 'disturbed';

/** What must not happen, counted; all are 0 in a valid phase. */
export interface Irregularities {
  lost: number;
  duplicates: number;
  orderViolations: number;
  /** Deliveries to a connection that had not subscribed to them. */
  misrouted: number;
  /** Stamps that are damaged, cut, or not where the document says; answers to no request. */
  malformed: number;
  /** Deliveries of an earlier phase that arrived in this one. */
  strays: number;
  /** Publications or requests for which there was no connection before the time-out. */
  unsent: number;
}

/** One process of the harness in one phase. */
export interface RoleLoad {
  role: string;
  load: ProcessLoad;
  /** Loop delay p99 of the same process when it had nothing to do; absent where latency is not taken. */
  idleDelayMs?: number;
}

export interface PhaseResult {
  side: Side;
  kind: PhaseKind;
  /** Publications or requests that were due. */
  publications: number;
  /** Per second. */
  rate: number;
  expected: number;
  received: number;
  /** What server time is counted against: deliveries, answers, tokens, connections. */
  units: number;
  irregularities: Irregularities;
  /** Publications that were due while all connections of the publisher waited for an answer. */
  waited: number;
  /** Publications or requests that were not answered with success, by answer. */
  refused: Record<string, number>;
  /** Connections that ended by themselves up to now, by reason. */
  ended: Record<string, number>;
  /** Connections that did not answer the barrier at the end. */
  barriersMissed: number;
  response: LatencyHistogram;
  service: LatencyHistogram;
  /** Between the pieces of a stream; absent where there are none. */
  gap?: LatencyHistogram;
  sendDelay: LatencyHistogram;
  /** Part of the send delay that the generator alone caused. */
  ownDelay: LatencyHistogram;
  timeline: TimelinePoint[];
  /** From t0 until the last delivery was in, nanoseconds. */
  wallNs: number;
  /** Load of each process of the harness while it was publishing. */
  loads: RoleLoad[];
  /** What the server used from before t0 until all was delivered; absent when it is not ours. */
  server?: { cpuNs: number; waitedNs: number; rssBytes: number };
  /** What the server's memory grew by for each connection that was added; absent where none are. */
  bytesPerConnection?: number;
  /**
   * CPU of processes that are neither the server nor the harness, as a share of one core; absent where the server is
   * not ours.
   */
  foreignShare?: number;
}

/** What became of the subscribers of a side that had stopped reading. */
export interface StallOutcome extends StallReport {
  side: Side;
}

export const noIrregularities: Irregularities = {
  lost: 0,
  duplicates: 0,
  orderViolations: 0,
  misrouted: 0,
  malformed: 0,
  strays: 0,
  unsent: 0,
};

/** Counts of the same name added up. */
export function addCounts(parts: Iterable<Record<string, number>>): Record<string, number> {
  const sums = new Map<string, number>();
  for (const part of parts) {
    for (const [name, count] of Object.entries(part)) sums.set(name, (sums.get(name) ?? 0) + count);
  }
  return Object.fromEntries(sums);
}

/** What the machine and one server had used at one moment. */
export interface Snapshot {
  usage: ProcessUsage | undefined;
  busyNs: number | undefined;
  atNs: number;
}

/** `pid` of the server, where the bench started it. */
export function takeSnapshot(pid: number | undefined): Snapshot {
  return { usage: pid === undefined ? undefined : usageOf(pid), busyNs: machineBusyNs(), atNs: nowNs() };
}

/** What the server used between two moments, and what processes outside the run did. */
export function usageBetween(
  before: Snapshot,
  after: Snapshot,
  loads: readonly RoleLoad[],
): Pick<PhaseResult, 'server' | 'foreignShare'> {
  if (!before.usage || !after.usage) return {};
  const cpuNs = Math.max(0, after.usage.cpuNs - before.usage.cpuNs);
  const waitedNs = Math.max(0, after.usage.waitedNs - before.usage.waitedNs);
  const server = { cpuNs, waitedNs, rssBytes: after.usage.rssBytes };
  if (before.busyNs === undefined || after.busyNs === undefined) return { server };
  const ownNs = loads.reduce((sum, { load }) => sum + load.cpuNs, cpuNs);
  const foreignNs = Math.max(0, after.busyNs - before.busyNs - ownNs);
  return { server, foreignShare: foreignNs / (after.atNs - before.atNs) };
}
