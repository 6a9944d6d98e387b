import type { CorePlan } from './cores.ts';
import { mergeHistograms } from './histogram.ts';
import { describeMachine } from './machine.ts';
import { observed } from './objective.ts';
import type { FanoutOptions } from './options.ts';
import type { PhaseResult } from './phase.ts';
import { type Ratio, ratioOf } from './ratio.ts';
import type { BlockResult, FanoutResult } from './result.ts';
import type { Side } from './roles.ts';
import { blockOf, sideOf } from './side.ts';
import type { Subject } from './subject.ts';
import { judge, type Verdict } from './validity.ts';
import { type Workload, workloadHash } from './workload.ts';

/** A server that uses more of its core than this could not have given much more. */
const saturatedShare = 0.95;
/** CPU of other processes, share of one core, that is mentioned. */
const noticeableShare = 0.1;
/** Share of publications that had to wait for an answer, above which the rate was not really offered. */
const noticeableWait = 0.1;

export interface FinishedRun {
  options: FanoutOptions;
  workload: Workload;
  cores: CorePlan;
  subjects: ReadonlyMap<Side, Subject>;
  phases: readonly PhaseResult[];
  startedAt: Date;
  seed: number;
}

/** Everything that is reported about a run, from what its phases counted. */
export function summarise(run: FinishedRun): FanoutResult {
  const { options, subjects, phases, cores } = run;
  const measured = phases.filter(({ kind }) => kind === 'measured');
  const blocks = measured.map((phase) => blockOf(phase, cores.harnessCores));
  const response = mergeHistograms(measured.filter(({ side }) => side === 'subject').map((phase) => phase.response));
  const foreign = blocks.flatMap(({ foreignCpuShare }) => foreignCpuShare ?? []);
  const waitedShare = highest(measured.map(({ waited, publications }) => waited / publications));
  const { objective } = options;
  const verdict = judge({
    phases,
    serversEnded: [...subjects.values()].flatMap(({ server }) => server?.ended ?? []),
    harnessCores: cores.harnessCores,
    ...(objective ? { objective: { objective, response } } : {}),
  });
  return {
    format: 'agentwire-bench/1',
    case: 'fanout',
    startedAt: run.startedAt.toISOString(),
    workload: workloadOfRun(run),
    machine: describeMachine(),
    placement: cores.description,
    seed: run.seed,
    sides: [...subjects].map(([side, subject]) => sideOf(side, subject, phases)),
    blocks,
    ratios: mayCompare(verdict) ? ratiosOf(blocks) : [],
    saturation: {
      limit: limitOf(verdict, blocks, waitedShare),
      waitedShare,
      processes: processesOf(measured),
      harnessCores: cores.harnessCores,
      harnessCpuShare: highest(blocks.map((block) => block.harnessCpuShare)),
      ceilingMeasured: false,
      ...(foreign.length > 0 ? { foreignCpuShare: highest(foreign) } : {}),
    },
    ...(objective ? { objective: { text: objective.text, observedUs: observed(objective, response) } } : {}),
    verdict,
    notes: notesOf(run, measured),
  };
}

/** Figures that are not valid, or are the generator's, are not held against each other. */
function mayCompare({ verdict }: Verdict): boolean {
  return verdict === 'valid' || verdict === 'objective missed';
}

/** The peer is the same work for both, so it stands outside the hash. */
function workloadOfRun({ options, workload }: FinishedRun): FanoutResult['workload'] {
  const parts = {
    profile: workload.profile,
    delivers: workload.delivers,
    stamp: workload.stamp,
    subscribers: options.subscribers,
    probes: options.probes,
    payloadBytes: options.payloadBytes,
    ratePerSecond: options.rate,
    durationS: options.durationS,
    warmupS: options.warmupS,
    blocks: options.blocks,
    inFlight: options.inFlight,
  };
  return {
    hash: workloadHash({ case: 'fanout', ...parts, template: workload.template, wire: workload.wire }),
    ...parts,
  };
}

function ratiosOf(blocks: readonly BlockResult[]): Ratio[] {
  const subject = blocks.filter(({ side }) => side === 'subject');
  const peer = blocks.filter(({ side }) => side === 'peer');
  const pairs = peer.flatMap((block, index) => {
    const other = subject[index];
    return other ? [[other, block] as const] : [];
  });
  const measures: [string, (block: BlockResult) => number][] = [
    ['response p50', (block) => block.responseP50],
    ['response p99', (block) => block.responseP99],
    ['CPU per million deliveries', (block) => block.cpuSecondsPerMillionDeliveries ?? 0],
  ];
  return measures.flatMap(
    ([measure, pick]) =>
      ratioOf(
        measure,
        pairs.map(([a, b]) => [pick(a), pick(b)]),
      ) ?? [],
  );
}

function processesOf(measured: readonly PhaseResult[]): FanoutResult['saturation']['processes'] {
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

function notesOf({ phases, subjects, options }: FinishedRun, measured: readonly PhaseResult[]): string[] {
  const all = [...subjects.values()];
  const notes: [applies: boolean, note: string][] = [
    [true, "The harness's own ceiling against a local blaster was not measured."],
    [phases.some(({ irregularities }) => irregularities.lost > 0), lossNote(options)],
    [
      phases.some(({ kind, received }) => kind === 'rehearsal' && received === 0),
      "Nobody received the rehearsal: is the subscribers' token accepted, and does the publish call reach this channel?",
    ],
    [
      phases.some(({ barriersMissed }) => barriersMissed > 0),
      'Some connections did not answer the barrier after a phase; a late duplicate could have escaped there.',
    ],
    [
      measured.some(({ foreignShare }) => (foreignShare ?? 0) > noticeableShare),
      'Other processes were busy on this machine; latencies and ratios are worth less for it.',
    ],
    [all.some(({ server }) => !server), 'CPU and memory are known only of servers that the bench starts.'],
    [
      all.length > 1 && all.some(({ endpoint }) => !isLocal(endpoint.host)),
      'The peer runs on this machine and the subject does not: the network stands between them.',
    ],
  ];
  return notes.filter(([applies]) => applies).map(([, note]) => note);
}

function lossNote({ lossAfterMs, timeoutMs }: FanoutOptions): string {
  const [silence, bound] = [lossAfterMs, timeoutMs].map((time) => time / 1000);
  return `Lost: missing after ${silence} s of silence, or ${bound} s after the last publication. The run ended with it.`;
}

function isLocal(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

function limitOf(
  { verdict }: Verdict,
  blocks: readonly BlockResult[],
  waitedShare: number,
): FanoutResult['saturation']['limit'] {
  if (verdict === 'void') return 'generator';
  if (blocks.some(({ serverCpuShare }) => (serverCpuShare ?? 0) > saturatedShare)) return 'server';
  return waitedShare > noticeableWait ? 'in-flight' : 'none';
}

function highest(values: readonly number[]): number {
  return Math.max(0, ...values);
}
