import type { Observer } from './observer.ts';
import type { Ratio } from './ratio.ts';
import { planOf } from './request.ts';
import { run } from './run.ts';

/** What comparisons of a server with itself claimed. */
export interface FalsePositives {
  comparisons: number;
  confidencePercent: number;
  pairs: number;
  /** Comparisons that were void and made again. */
  voided: number;
  /** Comparisons in which latencies alone were void, so that they have no ratios of them. */
  latenciesVoid: number;
  /** Claims of a difference, by measure, and all ratios of it. */
  claims: { measure: string; claims: number; ratios: Ratio[] }[];
}

/** With more void runs than so many times the comparisons, the machine cannot tell. */
const patience = 2;

/** Compares two instances of one server, again and again; none of the differences that it claims is there. */
export async function countFalsePositives(options: {
  comparisons: number;
  blocks: number;
  durationS: number;
  subject?: string;
  observer: Observer;
  tell(done: number, claimed: readonly Ratio[]): void;
}): Promise<FalsePositives> {
  const { comparisons, blocks, durationS, subject, observer, tell } = options;
  const confidencePercent = 99;
  const load = { blocks, durationS, warmupS: 0.1, connections: 100, rate: 200, confidencePercent };
  const request = { case: 'fanout', profile: 'cloud', peers: ['self'], options: load, ...(subject ? { subject } : {}) };
  const byMeasure = new Map<string, Ratio[]>();
  let done = 0;
  let voided = 0;
  let latenciesVoid = 0;
  while (done < comparisons && voided <= comparisons * patience) {
    const { verdict, ratios } = await run(await planOf(request, observer));
    const areLatenciesVoid = verdict.verdict === 'latencies void';
    if (verdict.verdict !== 'valid' && !areLatenciesVoid) {
      voided++;
      observer.step(`${verdict.verdict}, once more: ${verdict.reasons[0] ?? ''}`);
      continue;
    }
    done++;
    if (areLatenciesVoid) latenciesVoid++;
    for (const ratio of ratios) byMeasure.set(ratio.measure, [...(byMeasure.get(ratio.measure) ?? []), ratio]);
    tell(
      done,
      ratios.filter(({ sign }) => sign !== '~'),
    );
  }
  const claims = [...byMeasure].map(([measure, ratios]) => ({
    measure,
    claims: ratios.filter(({ sign }) => sign !== '~').length,
    ratios,
  }));
  return { comparisons: done, confidencePercent, pairs: blocks, voided, latenciesVoid, claims };
}
