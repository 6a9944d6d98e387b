import { randomInt } from 'node:crypto';
import type { Case } from './cases.ts';
import { type Ceiling, measureCeiling } from './ceiling.ts';
import { type CorePlan, pinSelf, planCores } from './cores.ts';
import type { Exercise, Progress } from './exercise.ts';
import { Failure } from './failure.ts';
import { observed } from './objective.ts';
import type { LoadOptions } from './options.ts';
import type { PhaseKind, PhaseResult, StallOutcome } from './phase.ts';
import { interleave } from './ratio.ts';
import type { RunResult } from './result.ts';
import { type Side, subjectSide } from './roles.ts';
import { type SearchResult, searchRate, type Trial } from './search.ts';
import type { Subject } from './subject.ts';
import { summarise } from './summary.ts';
import { judge } from './validity.ts';

/** What a run tells while it is going on. */
export interface Observer {
  /** The run has come to a step that takes a while. */
  step(text: string): void;
  /** Called a few times a second while a block runs. */
  progress(block: BlockPosition, progress: Progress): void;
  block(block: BlockPosition, phase: PhaseResult): void;
}

export interface BlockPosition {
  /** From 1. */
  number: number;
  /** How many there are; absent in a search, whose end is open. */
  of?: number;
  name: string;
  rate: number;
  /** What the phase that runs now is expected to bring. */
  expected: number;
}

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
  observer: Observer;
}

/** One run: how it is laid out, and what it is doing. */
interface Run extends RunPlan {
  cores: CorePlan;
  exercise: Exercise;
  subjects: Map<Side, Subject>;
  phases: PhaseResult[];
  stalls: StallOutcome[];
  searches: SearchResult[];
  ceiling?: Ceiling;
}

const progressMs = 250;
const searchPrecision = 0.05;
const searchRepetitions = 3;

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
  const current: Run = { ...plan, cores, exercise, subjects: new Map(), phases: [], stalls: [], searches: [] };
  try {
    for (const contestant of plan.contestants) await open(current, contestant);
    for (const [side, server] of current.subjects) await connect(current, side, server);
    const { workload } = current.subjects.get(subjectSide) as Subject;
    if (plan.case.isDelivery) {
      observer.step('the harness measures what it can receive itself');
      current.ceiling = await measureCeiling({ workload, load: options, cores, seed });
    }
    await exercise.rest();
    await rehearse(current);
    if (current.phases.every(mayGoOn)) await (plan.search ? runSearches(current) : runBlocks(current));
    current.stalls = await exercise.finish();
    return summarise({ ...current, startedAt, seed });
  } finally {
    await exercise.stop();
    await Promise.all([...current.subjects.values()].map(({ server }) => server?.stop()));
  }
}

async function open({ subjects, observer, cores }: Run, { side, name, open: start }: Contestant): Promise<void> {
  observer.step(`opening ${name}`);
  subjects.set(side, await start(cores));
}

async function connect(
  { exercise, observer, options, case: { unit } }: Run,
  side: Side,
  subject: Subject,
): Promise<void> {
  if (unit !== 'connections') observer.step(`${options.connections} clients connect to ${subject.name}`);
  try {
    await exercise.connect(side, subject);
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'unreachable') throw error;
    throw new Failure(error.kind, `${subject.name}: ${error.message}`);
  }
}

/** One publication a side, in which the place of the stamp is verified. */
async function rehearse(current: Run): Promise<void> {
  const { rate } = current.options;
  for (const side of current.subjects.keys())
    await phase(current, { side, kind: 'rehearsal', rate, seconds: 1 / rate });
}

async function runBlocks(current: Run): Promise<void> {
  const { rate, durationS, blocks } = current.options;
  const sides = interleave([...current.subjects.keys()], blocks);
  for (const [index, side] of sides.entries()) {
    const position = { number: index + 1, of: sides.length, name: nameOf(current, side), rate, expected: 0 };
    const measured = await block(current, { side, rate, seconds: durationS, position });
    if (!measured || !mayGoOn(measured)) return;
  }
}

/** A measured phase after its warm-up; undefined when that failed. */
async function block(
  current: Run,
  options: { side: Side; rate: number; seconds: number; position: BlockPosition },
): Promise<PhaseResult | undefined> {
  const { side, rate, seconds, position } = options;
  const { warmupS } = current.options;
  if (warmupS > 0 && !mayGoOn(await phase(current, { side, kind: 'warm-up', rate, seconds: warmupS })))
    return undefined;
  const measured = await phase(current, { side, kind: 'measured', rate, seconds, position });
  current.observer.block(position, measured);
  return measured;
}

async function runSearches(current: Run): Promise<void> {
  const { objective, rate, durationS } = current.options;
  if (!objective) return;
  for (const side of current.subjects.keys()) {
    let number = 0;
    const attemptOnce = async (tried: number): Promise<Trial> => {
      const position = { number: ++number, name: nameOf(current, side), rate: tried, expected: 0 };
      const before = current.phases.length;
      const measured = await block(current, { side, rate: tried, seconds: durationS, position });
      const trial = trialOf(current, tried, measured ?? (current.phases.at(-1) as PhaseResult));
      // A rate that was too high says something of itself, and nothing of the run.
      if (trial.outcome !== 'kept') current.phases.length = before;
      return trial;
    };
    // Void may have been a moment's disturbance.
    const attempt = async (tried: number): Promise<Trial> => {
      const trial = await attemptOnce(tried);
      return trial.outcome === 'void' ? attemptOnce(tried) : trial;
    };
    const most = current.search?.most ?? rate;
    const bounds = { from: rate, most, precision: searchPrecision, repetitions: searchRepetitions };
    current.searches.push(await searchRate({ side, objective: objective.text, ...bounds, attempt }));
  }
}

/** What one rate of a search showed, judged as a whole run is. */
function trialOf(current: Run, rate: number, phase: PhaseResult): Trial {
  const { cores, ceiling, options } = current;
  const objective = options.objective as NonNullable<LoadOptions['objective']>;
  const { verdict, reasons } = judge({
    phases: [{ ...phase, kind: 'measured' }],
    serversEnded: [],
    harnessCores: cores.harnessCores,
    ...(ceiling ? { ceiling: ceiling.deliveriesPerSecond } : {}),
    objective: { objective, response: phase.response },
  });
  const isLateServer = phase.waited > 0 && observed(objective, phase.response) >= objective.limitUs;
  const outcomes = { valid: 'kept', 'not valid': 'not valid', void: 'void', 'objective missed': 'missed' } as const;
  const outcome = isLateServer ? 'missed' : outcomes[verdict];
  return { rate, outcome, p50: phase.response.at(50), p99: phase.response.at(99), reasons };
}

async function phase(
  current: Run,
  order: { side: Side; kind: PhaseKind; rate: number; seconds: number; position?: BlockPosition },
): Promise<PhaseResult> {
  const { side, kind, rate, seconds, position } = order;
  const { exercise, observer, subjects, phases } = current;
  const count = Math.max(1, Math.round(rate * seconds));
  if (position) position.expected = exercise.expected(side, count);
  const timer = position && setInterval(() => observer.progress(position, exercise.progress), progressMs);
  try {
    const result = await exercise.phase({ side, subject: subjects.get(side) as Subject, kind, rate, count });
    phases.push(result);
    return result;
  } finally {
    clearInterval(timer);
  }
}

function nameOf({ subjects }: Run, side: Side): string {
  return subjects.get(side)?.name ?? side;
}

/** After a loss the run is not valid, and each further phase would wait for what does not come. */
function mayGoOn({ irregularities, refused, ended }: PhaseResult): boolean {
  return irregularities.lost === 0 && Object.keys(refused).length === 0 && Object.keys(ended).length === 0;
}
