import { exitCodes } from './failure.ts';
import { limitsOf } from './generator-limits.ts';
import type { LatencyHistogram } from './histogram.ts';
import { type Objective, observed } from './objective.ts';
import { addCounts, type Irregularities, noIrregularities, type PhaseResult, type StallOutcome } from './phase.ts';
import type { Side } from './roles.ts';

export interface Verdict {
  /** Where latencies alone are void, all other figures are valid. */
  verdict: 'valid' | 'not valid' | 'void' | 'latencies void' | 'objective missed';
  exitCode: number;
  /** Why it is not valid; one sentence each. */
  reasons: string[];
}

/**
 * A loss counts before a limit of the generator, because no busy generator loses what the server sent; a
 * limit of the generator counts before a missed objective, because then the latencies are not the server's.
 */
export function judge(options: {
  phases: readonly PhaseResult[];
  /** Why a server ended by itself, if one did. */
  serversEnded: readonly string[];
  /** What became of subscribers that had stopped reading. */
  stalls?: readonly StallOutcome[];
  harnessCores: number;
  /** Deliveries per second that the harness can receive; absent where that was not measured. */
  ceiling?: number;
  objective?: { objective: Objective; response: LatencyHistogram };
}): Verdict {
  const { phases, serversEnded, stalls = [], objective } = options;
  const sides = [...new Set(phases.map(({ side }) => side))];
  const broken = [...serversEnded, ...sides.flatMap((side) => deliveryFaults(phases, side)), ...silentGaps(stalls)];
  if (broken.length > 0) return { verdict: 'not valid', exitCode: exitCodes.notValid, reasons: broken };
  const { figures, latencies } = limitsOf({ ...options, objective: objective?.objective });
  const reasons = [...figures, ...latencies];
  if (reasons.length > 0) {
    // An objective is one of latencies.
    const verdict = figures.length > 0 || objective ? 'void' : 'latencies void';
    return { verdict, exitCode: exitCodes.void, reasons };
  }
  if (objective) {
    const valueUs = observed(objective.objective, objective.response);
    if (valueUs >= objective.objective.limitUs) {
      const took = (valueUs / 1000).toFixed(3);
      const reason = `the objective was ${objective.objective.text} and the subject took ${took} ms`;
      return { verdict: 'objective missed', exitCode: exitCodes.notValid, reasons: [reason] };
    }
  }
  return { verdict: 'valid', exitCode: exitCodes.valid, reasons: [] };
}

/** All irregularities of several phases added up. */
export function irregularitiesOf(phases: readonly PhaseResult[]): Irregularities {
  const total = { ...noIrregularities };
  for (const { irregularities } of phases) {
    for (const name of Object.keys(total) as (keyof Irregularities)[]) total[name] += irregularities[name];
  }
  return total;
}

const faultSentences: Record<keyof Irregularities, string> = {
  lost: 'deliveries or answers were lost',
  duplicates: 'deliveries arrived twice',
  orderViolations: 'deliveries arrived out of order',
  misrouted: 'deliveries reached subscribers that had not asked for them',
  malformed: 'deliveries were damaged or had their stamp in another place, or answers belonged to no request',
  strays: 'deliveries arrived after the end of their phase',
  unsent: 'publications could not be sent in time because the server answered too slowly',
};

function deliveryFaults(phases: readonly PhaseResult[], side: Side): string[] {
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

/** Subscribers that lack deliveries and were not told, once they read again. */
function silentGaps(stalls: readonly StallOutcome[]): string[] {
  return stalls
    .filter(({ silentGaps }) => silentGaps > 0)
    .map(
      ({ side, silentGaps }) =>
        `${side}: ${silentGaps} subscribers that had stopped reading lack deliveries and were not closed`,
    );
}
