import { delayAboveRestMs, harnessShares } from './generator-limits.ts';
import { type LatencyHistogram, mergeHistograms } from './histogram.ts';
import { addCounts, type PhaseResult, type StallOutcome } from './phase.ts';
import type { BlockResult, LatencySummary, SideResult } from './result.ts';
import type { Side } from './roles.ts';
import type { Subject } from './subject.ts';
import { irregularitiesOf } from './validity.ts';

/** One side over all its phases. */
export function sideOf(options: {
  side: Side;
  subject: Subject;
  phases: readonly PhaseResult[];
  stalls: readonly StallOutcome[];
}): SideResult {
  const { side, subject, phases, stalls } = options;
  const own = phases.filter((phase) => phase.side === side);
  const measured = own.filter(({ kind }) => kind === 'measured');
  const expected = sum(own.map((phase) => phase.expected));
  const received = sum(own.map((phase) => phase.received));
  const merged = (pick: (phase: PhaseResult) => LatencyHistogram) => mergeHistograms(measured.map(pick));
  const response = merged((phase) => phase.response);
  const gaps = measured.flatMap(({ gap }) => gap ?? []);
  const server = serverOf(measured);
  const stall = stalls.find((outcome) => outcome.side === side);
  return {
    side,
    name: subject.name,
    url: subject.url,
    profile: subject.workload.profile,
    transport: subject.workload.transport,
    ...wayOf(subject),
    startedByBench: subject.server !== undefined,
    publications: sum(own.map((phase) => phase.publications)),
    expected,
    received,
    reach: expected === 0 ? 0 : received / expected,
    irregularities: irregularitiesOf(own),
    refused: addCounts(own.map((phase) => phase.refused)),
    connectionsEnded: own.at(-1)?.ended ?? {},
    response: latencies(response),
    responseHistogram: response.encode(),
    service: latencies(merged((phase) => phase.service)),
    ...(gaps.length > 0 ? { gap: latencies(mergeHistograms(gaps)) } : {}),
    sendDelay: latencies(merged((phase) => phase.sendDelay)),
    ownSendDelay: latencies(merged((phase) => phase.ownDelay)),
    perSecond: perSecond(measured),
    ...(server ? { server } : {}),
    ...(stall ? { stalls: stall } : {}),
  };
}

/** One measured block. */
export function blockOf(phase: PhaseResult, harnessCores: number): BlockResult {
  const { whole, loop } = harnessShares(phase, harnessCores);
  const { server, bytesPerConnection } = phase;
  return {
    side: phase.side,
    rate: phase.rate,
    expected: phase.expected,
    received: phase.received,
    responseP50: phase.response.at(50),
    responseP99: phase.response.at(99),
    serviceP50: phase.service.at(50),
    serviceP99: phase.service.at(99),
    perSecond: perSecond([phase]),
    timeline: phase.timeline,
    ...(server
      ? { cpuSecondsPerMillion: cpuPerMillion(server.cpuNs, phase.units), serverCpuShare: server.cpuNs / phase.wallNs }
      : {}),
    ...(bytesPerConnection === undefined ? {} : { bytesPerConnection }),
    harnessCpuShare: whole,
    harnessLoopUtilisation: loop,
    loopDelayAboveRestMs: delayAboveRestMs(phase),
    ...(phase.foreignShare === undefined ? {} : { foreignCpuShare: phase.foreignShare }),
  };
}

/** Where the stamp is, and how publications get in. */
function wayOf({ workload: { deliveries }, calls: [call] }: Subject): Pick<SideResult, 'stamp' | 'publishes'> {
  if (!deliveries) return {};
  const { pointer, basis } = deliveries.stamp;
  const stamp = pointer === undefined ? 'none: matched by order' : `${pointer} (${basis})`;
  return { stamp, ...(call ? { publishes: call.by === 'http' ? `${call.method} ${call.url}` : 'by a client' } : {}) };
}

function serverOf(measured: readonly PhaseResult[]): SideResult['server'] {
  const servers = measured.flatMap(({ server }) => server ?? []);
  if (servers.length === 0) return undefined;
  const cpuNs = sum(servers.map((server) => server.cpuNs));
  const grown = measured.flatMap(({ bytesPerConnection }) => bytesPerConnection ?? []);
  return {
    cpuSecondsPerMillion: cpuPerMillion(cpuNs, sum(measured.map((phase) => phase.units))),
    cpuShare: cpuNs / sum(measured.map((phase) => phase.wallNs)),
    rssBytes: servers.at(-1)?.rssBytes ?? 0,
    ...(grown.length > 0 ? { bytesPerConnection: sum(grown) / grown.length } : {}),
  };
}

function latencies(histogram: LatencyHistogram): LatencySummary {
  return {
    count: histogram.count,
    p50: histogram.at(50),
    p90: histogram.at(90),
    p99: histogram.at(99),
    p999: histogram.at(99.9),
    max: histogram.maximum,
  };
}

function cpuPerMillion(cpuNs: number, units: number): number {
  return units === 0 ? 0 : cpuNs / 1e9 / (units / 1e6);
}

function perSecond(phases: readonly PhaseResult[]): number {
  const wallNs = sum(phases.map((phase) => phase.wallNs));
  return wallNs === 0 ? 0 : sum(phases.map((phase) => phase.units)) / (wallNs / 1e9);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
