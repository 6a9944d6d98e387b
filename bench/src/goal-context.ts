import { defaults } from './cases.ts';
import { type CorePlan, pinSelf, planCores } from './cores.ts';
import { readModel } from './model.ts';
import type { Observer } from './observer.ts';
import type { LoadOptions } from './options.ts';
import { planOf, type RunRequest } from './request.ts';
import type { RunResult } from './result.ts';
import { run } from './run.ts';
import { type Workload, workloadOf } from './workload.ts';

/** How long each measurement takes; `quick` only shows that all of them end. */
export interface GoalScale {
  blocks: number;
  durationS: number;
  warmupS: number;
  connections: number;
  squeezes: number;
}

export const scales: Record<'full' | 'quick', GoalScale> = {
  full: { blocks: 10, durationS: 1, warmupS: 0.3, connections: 500, squeezes: 10 },
  quick: { blocks: 1, durationS: 0.4, warmupS: 0.1, connections: 60, squeezes: 1 },
};

/** Share of the harness's ceiling at which servers are compared, so that no limit of the harness decides. */
export const shareOfCeiling = 0.25;

/** Each at half the rate of the one before. */
const attempts = 2;

export interface GoalContext {
  scale: GoalScale;
  observer: Observer;
  /** Publications per second that keep the harness well below its ceiling. */
  rate: number;
  /** Every run that was made, for the reports. */
  results: Map<string, RunResult>;
}

/** The harness without a server: the fan-out of profile cloud. */
export async function alone(
  connections: number,
): Promise<{ workload: Workload; load: LoadOptions; cores: CorePlan; seed: number }> {
  const workload = workloadOf(await readModel(undefined), { profile: 'cloud', need: 'delivers' });
  const cores = planCores('auto');
  pinSelf(cores.harness);
  return { workload, load: { ...defaults, connections }, cores, seed: 1 };
}

/** A run; when all its figures are void, once more with less load, so that the generator is not the limit. */
export async function attempt(context: GoalContext, request: RunRequest): Promise<RunResult> {
  const { scale, observer, results } = context;
  const { blocks, durationS, warmupS, connections } = scale;
  const options = { blocks, durationS, warmupS, connections, ...request.options };
  let result: RunResult | undefined;
  for (let time = 0; time < attempts; time++) {
    const rate = options.rate === undefined ? {} : { rate: Math.max(1, Math.round(options.rate / 2 ** time)) };
    result = await run(await planOf({ ...request, options: { ...options, ...rate } }, observer));
    const { verdict, reasons } = result.verdict;
    if (verdict !== 'valid') observer.step(`${verdict}: ${reasons.join('; ')}`);
    if (verdict !== 'void') break;
  }
  results.set(`${request.case} ${results.size + 1}`, result as RunResult);
  return result as RunResult;
}
