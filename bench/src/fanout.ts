import { randomInt } from 'node:crypto';
import { type CorePlan, pinSelf, planCores } from './cores.ts';
import { Crew } from './crew.ts';
import { Failure } from './failure.ts';
import type { FanoutOptions } from './options.ts';
import { type PhaseKind, type PhaseResult, runPhase } from './phase.ts';
import { interleave } from './ratio.ts';
import type { FanoutResult } from './result.ts';
import type { Side } from './roles.ts';
import { connectOrder } from './sample.ts';
import type { SinkProgress } from './sink.ts';
import type { Subject } from './subject.ts';
import { summarise } from './summary.ts';
import type { Workload } from './workload.ts';

/** What a run tells while it is going on. */
export interface Observer {
  /** The run has come to a step that takes a while. */
  step(text: string): void;
  /** Called a few times a second while a block runs. */
  progress(block: BlockPosition, progress: SinkProgress): void;
  block(block: BlockPosition, phase: PhaseResult): void;
}

export interface BlockPosition {
  /** From 1. */
  number: number;
  of: number;
  name: string;
  /** Deliveries that the phase which runs now is expected to give. */
  expected: number;
}

/** One run: how it is laid out, and what it is doing. */
interface Run {
  options: FanoutOptions;
  workload: Workload;
  cores: CorePlan;
  crew: Crew;
  subjects: Map<Side, Subject>;
  phases: PhaseResult[];
  observer: Observer;
}

const progressMs = 250;

/**
 * One publisher, many subscribers. Subject and peer are up and connected at the same time and are loaded
 * in turn, in blocks A B B A. Ends everything that it started, however it ends.
 * @throws Failure when there is no result
 */
export async function runFanout(options: {
  options: FanoutOptions;
  workload: Workload;
  /** Starts or finds the servers; the subject first. */
  open(side: Side, cores: CorePlan): Promise<Subject | undefined>;
  observer: Observer;
}): Promise<FanoutResult> {
  const cores = planCores(options.options.pin);
  pinSelf(cores.harness);
  const startedAt = new Date();
  const seed = options.options.seed ?? randomInt(2 ** 32);
  const order = connectOrder({ ...options.options, seed });
  const crew = new Crew({ roles: new Set(order), cores });
  const run: Run = { ...options, cores, crew, subjects: new Map(), phases: [] };
  try {
    for (const side of ['subject', 'peer'] as const) {
      const subject = await options.open(side, cores);
      if (subject) run.subjects.set(side, subject);
    }
    for (const [side, subject] of run.subjects) await connect(run, { side, subject, order });
    await rehearse(run);
    if (run.phases.every(mayGoOn)) await runBlocks(run);
    return summarise({ ...run, startedAt, seed });
  } finally {
    await crew.stop();
    await Promise.all([...run.subjects.values()].map((subject) => subject.server?.stop()));
  }
}

async function connect(
  run: Run,
  options: { side: Side; subject: Subject; order: ReturnType<typeof connectOrder> },
): Promise<void> {
  const { crew, workload, observer } = run;
  const { subscribers, payloadBytes, inFlight, timeoutMs } = run.options;
  observer.step(`${subscribers} subscribers connect to ${options.subject.name}`);
  try {
    await crew.connect({ ...options, wire: workload.wire, payloadBytes, lanes: inFlight, timeoutMs });
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'unreachable') throw error;
    throw new Failure(error.kind, `${options.subject.name}: ${error.message}`);
  }
}

/** One publication a side, in which the place of the stamp is verified. */
async function rehearse(run: Run): Promise<void> {
  for (const side of run.subjects.keys()) await phase(run, { side, kind: 'rehearsal', seconds: 1 / run.options.rate });
}

async function runBlocks(run: Run): Promise<void> {
  const { durationS, warmupS, blocks } = run.options;
  const sides = run.subjects.has('peer')
    ? interleave<Side>('subject', 'peer', blocks)
    : Array<Side>(blocks).fill('subject');
  for (const [index, side] of sides.entries()) {
    const position = { number: index + 1, of: sides.length, name: run.subjects.get(side)?.name ?? side, expected: 0 };
    if (warmupS > 0 && !mayGoOn(await phase(run, { side, kind: 'warm-up', seconds: warmupS }))) return;
    const measured = await phase(run, { side, kind: 'measured', seconds: durationS, position });
    run.observer.block(position, measured);
    if (!mayGoOn(measured)) return;
  }
}

async function phase(
  run: Run,
  options: { side: Side; kind: PhaseKind; seconds: number; position?: BlockPosition },
): Promise<PhaseResult> {
  const { side, kind, seconds, position } = options;
  const { rate, subscribers, inFlight, timeoutMs, lossAfterMs } = run.options;
  const count = Math.max(1, Math.round(rate * seconds));
  if (position) position.expected = count * subscribers;
  const timer = position && setInterval(() => run.observer.progress(position, run.crew.progress), progressMs);
  try {
    const result = await runPhase(run.crew, {
      side,
      subject: run.subjects.get(side) as Subject,
      kind,
      run: randomInt(2 ** 32),
      subscribers,
      lanes: inFlight,
      rate,
      count,
      timeoutMs,
      lossAfterMs,
      stampAt: run.workload.stamp,
    });
    run.phases.push(result);
    return result;
  } finally {
    clearInterval(timer);
  }
}

/** After a loss the run is not valid, and each further phase would wait for what does not come. */
function mayGoOn({ irregularities, refused, ended }: PhaseResult): boolean {
  return irregularities.lost === 0 && Object.keys(refused).length === 0 && Object.keys(ended).length === 0;
}
