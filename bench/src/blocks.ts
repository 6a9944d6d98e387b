import type { Case } from './cases.ts';
import type { Ceiling } from './ceiling.ts';
import type { CorePlan } from './cores.ts';
import { disturbanceOf, disturbances } from './disturbances.ts';
import type { Exercise } from './exercise.ts';
import type { BlockPosition, Observer } from './observer.ts';
import type { LoadOptions } from './options.ts';
import type { PhaseKind, PhaseResult, StallOutcome } from './phase.ts';
import { interleave } from './ratio.ts';
import type { Side } from './roles.ts';
import type { SearchResult } from './search.ts';
import type { Subject } from './subject.ts';

/** One run: how it is laid out, and what it has done. */
export interface RunState {
  case: Case;
  options: LoadOptions;
  search?: { most: number };
  observer: Observer;
  cores: CorePlan;
  exercise: Exercise;
  subjects: Map<Side, Subject>;
  phases: PhaseResult[];
  stalls: StallOutcome[];
  searches: SearchResult[];
  ceiling?: Ceiling;
}

const progressMs = 250;
/** The first warm-up of a side lasts until its code is compiled, and what compiles it no longer takes its core. */
const firstWarmup = { timesAsLong: 6, mostS: 2 } as const;

/** One publication a side, in which the place of the stamp is verified. */
export async function rehearse(current: RunState): Promise<void> {
  const { rate } = current.options;
  for (const side of current.subjects.keys())
    await phase(current, { side, kind: 'rehearsal', rate, seconds: 1 / rate });
}

/** Blocks that were disturbed from outside are measured again, as far as their share of all allows. */
export async function runBlocks(current: RunState): Promise<void> {
  const { rate, durationS, blocks } = current.options;
  const sides = interleave([...current.subjects.keys()], blocks);
  const most = Math.floor(sides.length * disturbances.mostShare);
  if (!(await warmUp(current))) return;
  for (const [index, side] of sides.entries()) {
    const position = { number: index + 1, of: sides.length, name: nameOf(current, side), rate, expected: 0, due: 0 };
    let measured = await block(current, { side, rate, seconds: durationS, position });
    for (let again = 0; again < disturbances.mostOfOne && measured && mayGoOn(measured); again++) {
      const [disturbance] = disturbanceOf(measured, current.cores);
      if (disturbance === undefined || disturbedBlocks(current) >= most) break;
      current.observer.step(`block ${position.number} once more: ${disturbance}`);
      measured.kind = 'disturbed';
      measured = await block(current, { side, rate, seconds: durationS, position });
    }
    if (!measured || !mayGoOn(measured)) return;
  }
}

/** Each side for longer than before a block. */
async function warmUp(current: RunState): Promise<boolean> {
  const { rate, warmupS } = current.options;
  const seconds = Math.min(firstWarmup.mostS, firstWarmup.timesAsLong * warmupS);
  if (seconds === 0) return true;
  for (const side of current.subjects.keys())
    if (!mayGoOn(await phase(current, { side, kind: 'warm-up', rate, seconds }))) return false;
  return true;
}

function disturbedBlocks({ phases }: RunState): number {
  return phases.filter(({ kind }) => kind === 'disturbed').length;
}

/** A measured phase after its warm-up; undefined when that failed. */
export async function block(
  current: RunState,
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

async function phase(
  current: RunState,
  order: { side: Side; kind: PhaseKind; rate: number; seconds: number; position?: BlockPosition },
): Promise<PhaseResult> {
  const { side, kind, rate, seconds, position } = order;
  const { exercise, observer, subjects, phases } = current;
  const count = Math.max(1, Math.round(rate * seconds));
  if (position) position.expected = exercise.expected(side, count);
  const startMs = performance.now();
  const tell = (told: BlockPosition) => {
    told.due = told.expected * Math.min(1, (performance.now() - startMs) / 1000 / seconds);
    observer.progress(told, exercise.progress);
  };
  const timer = position && setInterval(() => tell(position), progressMs);
  try {
    const result = await exercise.phase({ side, subject: subjects.get(side) as Subject, kind, rate, count });
    phases.push(result);
    return result;
  } finally {
    clearInterval(timer);
  }
}

export function nameOf({ subjects }: RunState, side: Side): string {
  return subjects.get(side)?.name ?? side;
}

/** After a loss the run is not valid, and each further phase would wait for what does not come. */
export function mayGoOn({ irregularities, refused, ended }: PhaseResult): boolean {
  return irregularities.lost === 0 && Object.keys(refused).length === 0 && Object.keys(ended).length === 0;
}
