import { nowNs } from './clock.ts';
import { machineBusyNs, type ProcessUsage, usageOf } from './cpu.ts';
import type { Crew } from './crew.ts';
import { decodeHistogram, type LatencyHistogram } from './histogram.ts';
import { LoadMeter, type ProcessLoad } from './load.ts';
import type { Side } from './roles.ts';
import type { Subject } from './subject.ts';

/** Time for the schedule to reach the publisher before t0. */
const leadMs = 20;
/** For the answer to the barrier at the end of a phase. */
const barrierMs = 2000;
/** How long a late duplicate is waited for where the document has no barrier. */
const settleMs = 500;

export type PhaseKind = 'rehearsal' | 'warm-up' | 'measured';

export interface PhaseOrder {
  side: Side;
  subject: Subject;
  kind: PhaseKind;
  /** Number in the stamps, of its own for every phase. */
  run: number;
  subscribers: number;
  lanes: number;
  /** Publications per second. */
  rate: number;
  /** Publications, at least 1. */
  count: number;
  timeoutMs: number;
  /** What is missing when nothing has arrived for so long is lost, milliseconds. */
  lossAfterMs: number;
  /** JSON pointer of the stamp, verified in the rehearsal. */
  stampAt: string;
}

/** What must not happen to deliveries, counted; all are 0 in a valid phase. */
export interface Irregularities {
  lost: number;
  duplicates: number;
  orderViolations: number;
  /** Stamps that are damaged, cut, or not where the document says. */
  malformed: number;
  /** Deliveries of an earlier phase that arrived in this one. */
  strays: number;
  /** Publications for which there was no connection before the time-out. */
  unsent: number;
}

export interface PhaseResult {
  side: Side;
  kind: PhaseKind;
  publications: number;
  expected: number;
  received: number;
  irregularities: Irregularities;
  /** Publications that were due while all connections of the publisher waited for an answer. */
  waited: number;
  /** Publications that were not answered with success, by answer. */
  refused: Record<string, number>;
  /** Connections that ended by themselves up to now, by reason. */
  ended: Record<string, number>;
  /** Connections that did not answer the barrier at the end. */
  barriersMissed: number;
  response: LatencyHistogram;
  service: LatencyHistogram;
  sendDelay: LatencyHistogram;
  /** Part of the send delay that the generator alone caused. */
  ownDelay: LatencyHistogram;
  /** From t0 until the last delivery was in, nanoseconds. */
  wallNs: number;
  /** Load of each process of the harness while it was publishing. */
  loads: { role: string; load: ProcessLoad }[];
  /** What the server used from before t0 until all was delivered; absent when it is not ours. */
  server?: { cpuNs: number; rssBytes: number };
  /** CPU of processes that are neither the server nor the harness, as a share of one core; absent where the server is not ours. */
  foreignShare?: number;
}

interface Snapshot {
  usage: ProcessUsage | undefined;
  busyNs: number | undefined;
  atNs: number;
}

/** Publishes one schedule to one side, waits until all of it has arrived or nothing more comes, and accounts for it. */
export async function runPhase(crew: Crew, order: PhaseOrder): Promise<PhaseResult> {
  const { side, kind, run, lanes, rate, count, timeoutMs, lossAfterMs } = order;
  const pid = order.subject.server?.pid;
  await crew.begin({
    side,
    run,
    lanes,
    count,
    latencies: kind === 'measured' ? 'record' : 'ignore',
    ...(kind === 'rehearsal' ? { stampAt: order.stampAt } : {}),
  });
  const before = takeSnapshot(pid);
  const meter = new LoadMeter();
  const startNs = nowNs() + leadMs * 1e6;
  const published = await crew.publish({ side, run, startNs, rate, count, timeoutMs });
  const coordinator = meter.read();
  const receivers = await crew.drain({ side, publications: count - published.unsent, quietMs: lossAfterMs, timeoutMs });
  const after = takeSnapshot(pid);
  const reports = await crew.settle({ side, quietMs: settleMs, timeoutMs: barrierMs });

  const sum = (pick: (report: (typeof reports)[number]['report']) => number) =>
    reports.reduce((total, { report }) => total + pick(report), 0);
  const probes = reports.find(({ role }) => role === 'probes')?.report;
  const expected = count * order.subscribers;
  const received = sum((report) => report.received);
  const loads = [{ role: 'publisher', load: published.load }, ...receivers, { role: 'coordinator', load: coordinator }];
  const server = serverUsage(before.usage, after.usage);
  return {
    side,
    kind,
    publications: count,
    expected,
    received,
    irregularities: {
      lost: expected - received,
      duplicates: sum((report) => report.duplicates),
      orderViolations: sum((report) => report.orderViolations),
      malformed: sum((report) => report.malformed),
      strays: sum((report) => report.strays),
      unsent: published.unsent,
    },
    waited: published.waited,
    refused: published.refused,
    ended: addCounts(reports.map(({ report }) => report.ended)),
    barriersMissed: sum((report) => report.barriersMissed),
    response: decodeHistogram(probes?.response ?? ''),
    service: decodeHistogram(probes?.service ?? ''),
    sendDelay: decodeHistogram(published.sendDelay),
    ownDelay: decodeHistogram(published.ownDelay),
    wallNs: after.atNs - startNs,
    loads,
    ...(server ? { server } : {}),
    ...(server ? { foreignShare: foreignShare({ before, after, ownNs: ownCpuNs(loads) + server.cpuNs }) } : {}),
  };
}

/** Counts of the same name added up. */
export function addCounts(parts: Iterable<Record<string, number>>): Record<string, number> {
  const sums = new Map<string, number>();
  for (const part of parts) {
    for (const [name, count] of Object.entries(part)) sums.set(name, (sums.get(name) ?? 0) + count);
  }
  return Object.fromEntries(sums);
}

function serverUsage(before: ProcessUsage | undefined, after: ProcessUsage | undefined): PhaseResult['server'] {
  if (!before || !after) return undefined;
  return { cpuNs: Math.max(0, after.cpuNs - before.cpuNs), rssBytes: after.rssBytes };
}

function ownCpuNs(loads: PhaseResult['loads']): number {
  return loads.reduce((sum, { load }) => sum + load.cpuNs, 0);
}

function foreignShare(options: { before: Snapshot; after: Snapshot; ownNs: number }): number | undefined {
  const { before, after, ownNs } = options;
  if (before.busyNs === undefined || after.busyNs === undefined) return undefined;
  return Math.max(0, after.busyNs - before.busyNs - ownNs) / (after.atNs - before.atNs);
}

function takeSnapshot(pid: number | undefined): Snapshot {
  return { usage: pid === undefined ? undefined : usageOf(pid), busyNs: machineBusyNs(), atNs: nowNs() };
}
