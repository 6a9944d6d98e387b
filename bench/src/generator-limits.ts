import { mergeHistograms } from './histogram.ts';
import type { ProcessLoad } from './load.ts';
import type { Objective } from './objective.ts';
import type { PhaseResult } from './phase.ts';

/** Above one of these the generator was the limit, and the figures are its own. */
export const generatorLimits = {
  /** CPU of a process, or of the whole harness, as a share of the cores it has. */
  cpuShare: 0.85,
  loopUtilisation: 0.9,
  /** Time for which a process waited for a core, as a share of all. Who does not read in time slows the server. */
  waitedShare: 0.5,
  /** Send delay p99 that the generator alone caused, as a share of the objective. */
  delayOfObjective: 0.1,
  /** Without an objective the same share of the response p99 counts, and less than this does not, milliseconds. */
  leastDelayMs: 1,
  /** Loop delay p99 of the process that takes latencies, milliseconds above its own at rest. */
  loopDelayMs: 1,
  /**
   * The same at rest, milliseconds, of which the timer itself is up to 2: a machine that is busy before the run can tell
   * nothing.
   */
  restDelayMs: 3,
  /** Deliveries per second as a share of what the harness can receive at most. */
  ofCeiling: 0.7,
} as const;

/** What the generator exceeded; one sentence each. */
export interface Exceeded {
  /** The figures are the generator's, all of them. */
  figures: string[];
  /** Latencies alone are: what the server spent on a delivery does not depend on when it was read. */
  latencies: string[];
}

interface Worst {
  /** Every phase of the run. */
  phases: readonly PhaseResult[];
  harnessCores: number;
  ceiling?: number;
  objective: Objective | undefined;
}

/** What the generator exceeded in its worst measured block, and by lateness over all of a side. */
export function limitsOf(options: Worst): Exceeded {
  const measured = options.phases.filter(({ kind }) => kind === 'measured');
  return {
    figures: [...busyProcesses(measured, options), ...waitingProcesses(measured), ...nearCeiling(measured, options)],
    latencies: [...lateProbes(measured), ...lateAtRest(options.phases), ...lateSends(measured, options.objective)],
  };
}

function busyProcesses(measured: readonly PhaseResult[], { harnessCores }: Worst): string[] {
  const limits: string[] = [];
  const over = (value: number, limit: number, what: string) => {
    if (value > limit) limits.push(`${what} ${percent(value)} %, more than ${percent(limit)} %`);
  };
  const worst = (pick: (phase: PhaseResult) => number) => Math.max(0, ...measured.map(pick));
  over(
    worst((phase) => harnessShares(phase, harnessCores).whole),
    generatorLimits.cpuShare,
    'the harness took of its cores',
  );
  for (const role of new Set(measured.flatMap(({ loads }) => loads.map((entry) => entry.role)))) {
    const worstOf = (pick: (load: ProcessLoad) => number) =>
      worst(({ loads }) => Math.max(0, ...loads.filter((entry) => entry.role === role).map(({ load }) => pick(load))));
    over(
      worstOf((load) => load.cpuNs / load.wallNs),
      generatorLimits.cpuShare,
      `the ${role} process took of a core`,
    );
    over(
      worstOf((load) => load.loopUtilisation),
      generatorLimits.loopUtilisation,
      `the event loop of the ${role} process was busy`,
    );
  }
  return limits;
}

/** Others have the cores of the harness. */
export function waitingProcesses(phases: readonly PhaseResult[]): string[] {
  const shares = new Map<string, number>();
  for (const { role, load } of phases.flatMap(({ loads }) => loads)) {
    shares.set(role, Math.max(shares.get(role) ?? 0, load.waitedNs / load.wallNs));
  }
  return [...shares]
    .filter(([, share]) => share > generatorLimits.waitedShare)
    .map(
      ([role, share]) =>
        `the ${role} process waited ${percent(share)} % of the time for its turn on a core, ` +
        `more than ${percent(generatorLimits.waitedShare)} %`,
    );
}

/** A process that waits for its core reads late, and takes its own lateness for the server's. */
export function lateProbes(phases: readonly PhaseResult[]): string[] {
  const worst = Math.max(0, ...phases.map(delayAboveRestMs));
  if (worst <= generatorLimits.loopDelayMs) return [];
  return [
    `the process that takes latencies came ${worst.toFixed(2)} ms later than at rest to its turn (loop delay p99), ` +
      `more than ${generatorLimits.loopDelayMs} ms`,
  ];
}

/** It stands before the first block whether it will be so in all of them. */
export function lateAtRest(phases: readonly PhaseResult[]): string[] {
  const atRest = Math.max(0, ...phases.flatMap(({ loads }) => loads.map(({ idleDelayMs }) => idleDelayMs ?? 0)));
  if (atRest <= generatorLimits.restDelayMs) return [];
  return [
    `the process that takes latencies waited ${atRest.toFixed(2)} ms for its turn already at rest ` +
      `(loop delay p99), more than ${generatorLimits.restDelayMs} ms`,
  ];
}

/** Loop delay p99 above that at rest, milliseconds; 0 where no process takes latencies. */
export function delayAboveRestMs({ loads }: PhaseResult): number {
  const above = loads.flatMap(({ load, idleDelayMs }) =>
    idleDelayMs === undefined ? [] : load.loopDelayMs - idleDelayMs,
  );
  return Math.max(0, ...above);
}

/** What the generator itself sends late is in every response latency: compared like them, over all phases of a side. */
export function lateSends(phases: readonly PhaseResult[], objective?: Objective): string[] {
  const share = generatorLimits.delayOfObjective;
  const late = [...Map.groupBy(phases, ({ side }) => side).values()].flatMap((ofSide) => {
    const delayUs = mergeHistograms(ofSide.map(({ ownDelay }) => ownDelay)).at(99);
    const responseUs = mergeHistograms(ofSide.map(({ response }) => response)).at(99);
    const limitUs = objective
      ? objective.limitUs * share
      : Math.max(generatorLimits.leastDelayMs * 1_000, responseUs * share);
    return delayUs > limitUs ? [delayUs] : [];
  });
  if (late.length === 0) return [];
  const than = objective ? 'the objective' : 'the response latency';
  return [
    `the generator itself sent ${(Math.max(...late) / 1000).toFixed(2)} ms late (p99), more than a tenth of ${than}`,
  ];
}

function nearCeiling(measured: readonly PhaseResult[], { ceiling }: Worst): string[] {
  if (ceiling === undefined) return [];
  const share = Math.max(0, ...measured.map(deliveryRate)) / ceiling;
  if (share <= generatorLimits.ofCeiling) return [];
  return [
    `the harness received ${percent(share)} % of the most that it can, ` +
      `more than ${percent(generatorLimits.ofCeiling)} %`,
  ];
}

/** Deliveries per second while the schedule ran. */
export function deliveryRate({ received, publications, rate }: PhaseResult): number {
  return received / (publications / rate);
}

function percent(share: number): string {
  return String(Math.round(share * 100));
}

/** The busiest process of the harness in one phase, and the harness as a whole, as shares of their cores. */
export function harnessShares(
  phase: PhaseResult,
  harnessCores: number,
): { whole: number; busiest: number; loop: number } {
  const shares = phase.loads.map(({ load }) => load.cpuNs / load.wallNs);
  return {
    whole: shares.reduce((sum, share) => sum + share, 0) / harnessCores,
    busiest: Math.max(0, ...shares),
    loop: Math.max(0, ...phase.loads.map(({ load }) => load.loopUtilisation)),
  };
}
