import type { Case } from './cases.ts';
import type { Ceiling } from './ceiling.ts';
import type { CorePlan } from './cores.ts';
import { exitCodes } from './failure.ts';
import { deliveryRate } from './generator-limits.ts';
import { mergeHistograms } from './histogram.ts';
import { describeMachine } from './machine.ts';
import { ratiosOf } from './measures.ts';
import { notesOf } from './notes.ts';
import { observed } from './objective.ts';
import type { LoadOptions } from './options.ts';
import type { PhaseResult, StallOutcome } from './phase.ts';
import type { BlockResult, RunResult } from './result.ts';
import { type Side, subjectSide } from './roles.ts';
import type { SearchResult } from './search.ts';
import { blockOf, sideOf } from './side.ts';
import type { Subject } from './subject.ts';
import { judge, type Verdict } from './validity.ts';
import { workloadHash } from './workload.ts';

/** A server that uses more of its core than this could not have given much more. */
const saturatedShare = 0.95;
/** Share of publications that had to wait for an answer, above which the rate was not really offered. */
const noticeableWait = 0.1;

export interface FinishedRun {
  case: Case;
  options: LoadOptions;
  cores: CorePlan;
  subjects: ReadonlyMap<Side, Subject>;
  phases: readonly PhaseResult[];
  stalls: readonly StallOutcome[];
  searches: SearchResult[];
  ceiling?: Ceiling;
  startedAt: Date;
  seed: number;
}

/** Everything that is reported about a run, from what its phases counted. */
export function summarise(run: FinishedRun): RunResult {
  const { options, subjects, phases, stalls, cores, ceiling, searches } = run;
  const { confidencePercent } = options;
  const measured = phases.filter(({ kind }) => kind === 'measured');
  const blocks = measured.map((phase) => blockOf(phase, cores.harnessCores));
  const response = mergeHistograms(measured.filter(({ side }) => side === subjectSide).map((phase) => phase.response));
  const objective = searches.length > 0 ? undefined : options.objective;
  const judged = judge({
    phases,
    stalls,
    serversEnded: [...subjects.values()].flatMap(({ server }) => server?.ended ?? []),
    harnessCores: cores.harnessCores,
    ...(ceiling ? { ceiling: ceiling.deliveriesPerSecond } : {}),
    ...(objective ? { objective: { objective, response } } : {}),
  });
  const verdict = judged.verdict === 'valid' ? judgeSearches(searches) : judged;
  return {
    format: 'agentwire-bench/2',
    case: run.case.name,
    unit: run.case.unit,
    startedAt: run.startedAt.toISOString(),
    workload: workloadOfRun(run),
    machine: describeMachine(),
    placement: cores.description,
    seed: run.seed,
    sides: [...subjects].map(([side, subject]) => sideOf({ side, subject, phases, stalls })),
    blocks,
    ratios:
      mayCompare(verdict) && searches.length === 0
        ? ratiosOf({
            sides: [...subjects.keys()],
            blocks,
            confidencePercent,
            loop: run.case.loop ?? 'open',
            latencies: verdict.verdict === 'latencies void' ? 'void' : 'valid',
          })
        : [],
    searches,
    saturation: saturationOf({ run, measured, blocks, verdict }),
    ...(objective ? { objective: { text: objective.text, observedUs: observed(objective, response) } } : {}),
    verdict,
    notes: notesOf({ options, subjects, phases, lacksCeiling: run.case.isDelivery && !ceiling }),
  };
}

/** A highest rate that the generator set is not the server's. */
function judgeSearches(searches: readonly SearchResult[]): Verdict {
  const reasons = searches
    .filter(({ endedBy }) => endedBy === 'generator')
    .map(
      ({ side, rate }) =>
        `${side}: above ${rate} a second the generator was the limit, so the highest rate is not known`,
    );
  if (reasons.length === 0) return { verdict: 'valid', exitCode: exitCodes.valid, reasons: [] };
  return { verdict: 'void', exitCode: exitCodes.void, reasons };
}

/** Figures that are not valid, or are the generator's, are not held against each other. */
function mayCompare({ verdict }: Verdict): boolean {
  return verdict === 'valid' || verdict === 'latencies void' || verdict === 'objective missed';
}

/** The peers do the same work as the subject, so they stand outside the hash. */
function workloadOfRun({ case: { name }, options, subjects }: FinishedRun): RunResult['workload'] {
  const { workload } = subjects.get(subjectSide) as Subject;
  const { deliveries, stream, wire } = workload;
  const parts = {
    profile: workload.profile,
    transport: workload.transport,
    ...(deliveries ? { delivers: deliveries.delivers } : {}),
    connections: options.connections,
    probes: options.probes,
    payloadBytes: options.payloadBytes,
    ratePerSecond: options.rate,
    burst: options.burst,
    durationS: options.durationS,
    warmupS: options.warmupS,
    blocks: options.blocks,
    lanes: options.lanes,
    stalledShare: options.stalledShare,
  };
  const { template, stamp, topics } = deliveries ?? {};
  const { dialogue, barrier } = wire;
  return { hash: workloadHash({ case: name, ...parts, template, stamp, topics, stream, dialogue, barrier }), ...parts };
}

function saturationOf(options: {
  run: FinishedRun;
  measured: readonly PhaseResult[];
  blocks: readonly BlockResult[];
  verdict: Verdict;
}): RunResult['saturation'] {
  const { run, measured, blocks, verdict } = options;
  const { ceiling, cores } = run;
  const foreign = blocks.flatMap(({ foreignCpuShare }) => foreignCpuShare ?? []);
  const waitedShare = highest(measured.map(({ waited, publications }) => waited / publications));
  return {
    limit: limitOf(verdict, blocks, waitedShare),
    waitedShare,
    processes: processesOf(measured),
    harnessCores: cores.harnessCores,
    harnessCpuShare: highest(blocks.map((block) => block.harnessCpuShare)),
    loopDelayAboveRestMs: highest(blocks.map((block) => block.loopDelayAboveRestMs)),
    ...(ceiling ? { ceiling, ceilingShare: highest(measured.map(deliveryRate)) / ceiling.deliveriesPerSecond } : {}),
    ...(foreign.length > 0 ? { foreignCpuShare: highest(foreign) } : {}),
  };
}

function processesOf(measured: readonly PhaseResult[]): RunResult['saturation']['processes'] {
  const roles = [...new Set(measured.flatMap(({ loads }) => loads.map(({ role }) => role)))];
  return roles.map((role) => {
    const loads = measured.flatMap((phase) =>
      phase.loads.filter((entry) => entry.role === role).map(({ load }) => load),
    );
    return {
      role,
      cpuShare: highest(loads.map((load) => load.cpuNs / load.wallNs)),
      loopUtilisation: highest(loads.map((load) => load.loopUtilisation)),
    };
  });
}

function limitOf(
  { verdict }: Verdict,
  blocks: readonly BlockResult[],
  waitedShare: number,
): RunResult['saturation']['limit'] {
  if (verdict === 'void' || verdict === 'latencies void') return 'generator';
  if (blocks.some(({ serverCpuShare }) => (serverCpuShare ?? 0) > saturatedShare)) return 'server';
  return waitedShare > noticeableWait ? 'in-flight' : 'none';
}

function highest(values: readonly number[]): number {
  return Math.max(0, ...values);
}
