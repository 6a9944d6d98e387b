import { randomInt } from 'node:crypto';
import { mayGoOn, type RunState, rehearse, runBlocks } from './blocks.ts';
import type { Case } from './cases.ts';
import { measureCeiling } from './ceiling.ts';
import { type CorePlan, pinSelf, planCores } from './cores.ts';
import { Failure } from './failure.ts';
import { lateAtRest } from './generator-limits.ts';
import type { Observer } from './observer.ts';
import type { LoadOptions } from './options.ts';
import type { RunResult } from './result.ts';
import { type Side, subjectSide } from './roles.ts';
import { type Subject, tokenVariables } from './subject.ts';
import { summarise } from './summary.ts';
import { runSearches } from './trials.ts';

/** One server of a run, not yet open. */
export interface Contestant {
  side: Side;
  name: string;
  open(cores: CorePlan): Promise<Subject>;
}

export interface RunPlan {
  case: Case;
  options: LoadOptions;
  /** The subject first. */
  contestants: readonly Contestant[];
  /** Look for the highest rate that keeps the objective, up to so many a second, instead of measuring at one. */
  search?: { most: number };
  /** `skip` where only right deliveries are asked for, and not how fast they come. */
  ceiling?: 'skip';
  observer: Observer;
}

/**
 * Measures one case. All servers are up and connected at the same time and are loaded in turn, in blocks
 * A B B A. Ends everything that it started, however it ends.
 * @throws Failure when there is no result
 */
export async function run(plan: RunPlan): Promise<RunResult> {
  const { options, observer } = plan;
  const cores = planCores(options.pin);
  pinSelf(cores.harness);
  const startedAt = new Date();
  const seed = options.seed ?? randomInt(2 ** 32);
  const exercise = plan.case.exercise({ options, cores, seed });
  const { ceiling: _, ...rest } = plan;
  const current: RunState = { ...rest, cores, exercise, subjects: new Map(), phases: [], stalls: [], searches: [] };
  try {
    for (const contestant of plan.contestants) await open(current, contestant);
    for (const [side, server] of current.subjects) await connect(current, side, server);
    const { workload } = current.subjects.get(subjectSide) as Subject;
    await exercise.rest();
    await rehearse(current);
    if (current.phases.every(mayGoOn) && !isVoidAlready(current)) {
      if (plan.case.isDelivery && plan.ceiling !== 'skip') {
        observer.step('the harness measures what it can receive itself');
        current.ceiling = await measureCeiling({ workload, load: options, cores, seed, batch: options.burst });
      }
      await (plan.search ? runSearches(current) : runBlocks(current));
    }
    current.stalls = await exercise.finish();
    return summarise({ ...current, startedAt, seed });
  } finally {
    await exercise.stop();
    await Promise.all([...current.subjects.values()].map(({ server }) => server?.stop()));
  }
}

/** Where an objective is asked for and its latencies will be void, the blocks are not worth their time. */
function isVoidAlready({ phases, options, observer }: RunState): boolean {
  const [late] = lateAtRest(phases);
  if (late === undefined) return false;
  observer.step(options.objective ? `ends here: ${late}` : `latencies will be void: ${late}`);
  return options.objective !== undefined;
}

async function open({ subjects, observer, cores }: RunState, { side, name, open: start }: Contestant): Promise<void> {
  observer.step(`opening ${name}`);
  subjects.set(side, await start(cores));
}

async function connect(
  { exercise, observer, options, case: { unit } }: RunState,
  side: Side,
  subject: Subject,
): Promise<void> {
  if (unit !== 'connections') observer.step(`${options.connections} clients connect to ${subject.name}`);
  try {
    await exercise.connect(side, subject);
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'unreachable') throw error;
    const { subscriber } = tokenVariables;
    const isOurs = subject.server !== undefined || process.env[subscriber];
    throw new Failure(error.kind, `${subject.name}: ${error.message}${isOurs ? '' : ` (${subscriber} is not set)`}`);
  }
}
