import { exitCodes } from './failure.ts';
import type { LatencyHistogram } from './histogram.ts';
import type { ProcessLoad } from './load.ts';
import { type Objective, observed } from './objective.ts';
import { addCounts, type Irregularities, type PhaseResult } from './phase.ts';

export interface Verdict {
  verdict: 'valid' | 'not valid' | 'void' | 'objective missed';
  exitCode: number;
  /** Why it is not valid; one sentence each. */
  reasons: string[];
}

/** Above one of these the generator was the limit, and the figures are its own. */
export const generatorLimits = {
  /** CPU of a process, or of the whole harness, as a share of the cores it has. */
  cpuShare: 0.85,
  loopUtilisation: 0.9,
  /** Send delay p99 that the generator alone caused, as a share of the objective. */
  delayOfObjective: 0.1,
} as const;

/**
 * A loss counts before a limit of the generator, because no busy generator loses what the server sent; a
 * limit of the generator counts before a missed objective, because then the latencies are not the server's.
 */
export function judge(options: {
  phases: readonly PhaseResult[];
  /** Why a server ended by itself, if one did. */
  serversEnded: readonly string[];
  harnessCores: number;
  objective?: { objective: Objective; response: LatencyHistogram };
}): Verdict {
  const { phases, serversEnded, harnessCores, objective } = options;
  const broken = [...serversEnded, ...(['subject', 'peer'] as const).flatMap((side) => deliveryFaults(phases, side))];
  if (broken.length > 0) return { verdict: 'not valid', exitCode: exitCodes.notValid, reasons: broken };
  const limits = limitsOf(
    phases.filter(({ kind }) => kind === 'measured'),
    harnessCores,
    objective?.objective,
  );
  if (limits.length > 0) return { verdict: 'void', exitCode: exitCodes.void, reasons: limits };
  if (objective) {
    const valueUs = observed(objective.objective, objective.response);
    if (valueUs >= objective.objective.limitUs) {
      const reason = `the objective was ${objective.objective.text} and the subject took ${(valueUs / 1000).toFixed(3)} ms`;
      return { verdict: 'objective missed', exitCode: exitCodes.notValid, reasons: [reason] };
    }
  }
  return { verdict: 'valid', exitCode: exitCodes.valid, reasons: [] };
}

/** All irregularities of several phases added up. */
export function irregularitiesOf(phases: readonly PhaseResult[]): Irregularities {
  const total: Irregularities = { lost: 0, duplicates: 0, orderViolations: 0, malformed: 0, strays: 0, unsent: 0 };
  for (const { irregularities } of phases) {
    for (const name of Object.keys(total) as (keyof Irregularities)[]) total[name] += irregularities[name];
  }
  return total;
}

/** The busiest process of the harness in one phase, and the harness as a whole, as shares of their cores. */
export function harnessShares(
  phase: PhaseResult,
  harnessCores: number,
): { whole: number; busiest: number; loop: number } {
  const shares = phase.loads.map(({ load }) => load.cpuNs / load.wallNs);
  return {
    whole: shares.reduce((sum, share) => sum + share, 0) / harnessCores,
    busiest: Math.max(...shares),
    loop: Math.max(...phase.loads.map(({ load }) => load.loopUtilisation)),
  };
}

const faultSentences: Record<keyof Irregularities, string> = {
  lost: 'deliveries were lost',
  duplicates: 'deliveries arrived twice',
  orderViolations: 'deliveries arrived out of order',
  malformed: 'deliveries were damaged or had their stamp in another place',
  strays: 'deliveries arrived after the end of their phase',
  unsent: 'publications could not be sent in time because the server answered too slowly',
};

function deliveryFaults(phases: readonly PhaseResult[], side: PhaseResult['side']): string[] {
  const own = phases.filter((phase) => phase.side === side);
  const counts = Object.entries(irregularitiesOf(own)).filter(([, count]) => count > 0);
  const refused = Object.entries(addCounts(own.map((phase) => phase.refused)));
  const ended = Object.entries(own.at(-1)?.ended ?? {});
  return [
    ...counts.map(([name, count]) => `${side}: ${count} ${faultSentences[name as keyof Irregularities]}`),
    ...refused.map(([answer, count]) => `${side}: ${count} publications were not accepted: ${answer}`),
    ...ended.map(([reason, count]) => `${side}: ${count} connections ended: ${reason}`),
  ];
}

/** What the generator exceeded in its worst block. */
function limitsOf(measured: readonly PhaseResult[], harnessCores: number, objective: Objective | undefined): string[] {
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
  const delayUs = worst((phase) => phase.ownDelay.at(99));
  if (objective && delayUs > objective.limitUs * generatorLimits.delayOfObjective) {
    limits.push(
      `the generator itself sent ${(delayUs / 1000).toFixed(2)} ms late (p99), more than a tenth of the objective`,
    );
  }
  return limits;
}

function percent(share: number): string {
  return String(Math.round(share * 100));
}
