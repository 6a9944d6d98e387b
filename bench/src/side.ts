import { type LatencyHistogram, mergeHistograms } from './histogram.ts';
import { addCounts, type PhaseResult } from './phase.ts';
import type { BlockResult, LatencySummary, SideResult } from './result.ts';
import type { Side } from './roles.ts';
import type { Subject } from './subject.ts';
import { harnessShares, irregularitiesOf } from './validity.ts';

/** One side over all its phases. */
export function sideOf(side: Side, subject: Subject, phases: readonly PhaseResult[]): SideResult {
  const own = phases.filter((phase) => phase.side === side);
  const measured = own.filter(({ kind }) => kind === 'measured');
  const expected = sum(own.map((phase) => phase.expected));
  const received = sum(own.map((phase) => phase.received));
  const merged = (pick: (phase: PhaseResult) => LatencyHistogram) => latencies(mergeHistograms(measured.map(pick)));
  const server = serverOf(measured);
  return {
    side,
    name: subject.name,
    url: subject.url,
    startedByBench: subject.server !== undefined,
    publications: sum(own.map((phase) => phase.publications)),
    expected,
    received,
    reach: expected === 0 ? 0 : received / expected,
    irregularities: irregularitiesOf(own),
    refused: addCounts(own.map((phase) => phase.refused)),
    connectionsEnded: own.at(-1)?.ended ?? {},
    response: merged((phase) => phase.response),
    service: merged((phase) => phase.service),
    sendDelay: merged((phase) => phase.sendDelay),
    ownSendDelay: merged((phase) => phase.ownDelay),
    deliveriesPerSecond: perSecond(measured),
    ...(server ? { server } : {}),
  };
}

function serverOf(measured: readonly PhaseResult[]): SideResult['server'] {
  const servers = measured.flatMap(({ server }) => server ?? []);
  if (servers.length === 0) return undefined;
  const cpuNs = sum(servers.map((server) => server.cpuNs));
  return {
    cpuSecondsPerMillionDeliveries: cpuPerMillion(cpuNs, sum(measured.map((phase) => phase.received))),
    cpuShare: cpuNs / sum(measured.map((phase) => phase.wallNs)),
    rssBytes: servers.at(-1)?.rssBytes ?? 0,
  };
}

/** One measured block. */
export function blockOf(phase: PhaseResult, harnessCores: number): BlockResult {
  const { whole, loop } = harnessShares(phase, harnessCores);
  const { server } = phase;
  return {
    side: phase.side,
    expected: phase.expected,
    received: phase.received,
    responseP50: phase.response.at(50),
    responseP99: phase.response.at(99),
    serviceP50: phase.service.at(50),
    serviceP99: phase.service.at(99),
    ...(server
      ? {
          cpuSecondsPerMillionDeliveries: cpuPerMillion(server.cpuNs, phase.received),
          serverCpuShare: server.cpuNs / phase.wallNs,
        }
      : {}),
    harnessCpuShare: whole,
    harnessLoopUtilisation: loop,
    ...(phase.foreignShare === undefined ? {} : { foreignCpuShare: phase.foreignShare }),
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

function cpuPerMillion(cpuNs: number, deliveries: number): number {
  return deliveries === 0 ? 0 : cpuNs / 1e9 / (deliveries / 1e6);
}

function perSecond(phases: readonly PhaseResult[]): number {
  const wallNs = sum(phases.map((phase) => phase.wallNs));
  return wallNs === 0 ? 0 : sum(phases.map((phase) => phase.received)) / (wallNs / 1e9);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
