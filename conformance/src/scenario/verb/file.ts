import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, normalize, sep } from 'node:path';
import { StepFailed } from '../failure.ts';
import type { ScenarioRun, StepEnd } from '../run.ts';
import type { FileStep } from '../step.ts';

/** Changes a file of the project that the subject watches. */
export async function file(run: ScenarioRun, step: FileStep): Promise<StepEnd> {
  const { project } = run.environment;
  if (!project) throw new Error(`${run.place}: no project`);
  const change = run.value(step.file);
  const placeOf = (path: string): string => inside(project.dir, path, run.place);
  const apply = APPLY[kindOf(change)](change as never, placeOf);
  run.transcript.note(`file ${JSON.stringify(change)}`);
  try {
    await apply();
  } catch (error) {
    throw new StepFailed({ reason: (error as Error).message, ends: true, undecided: 'untestable' });
  }
  return 'done';
}

type Change = FileStep['file'];
type Kind = 'write' | 'delete' | 'rename';

const kindOf = (change: Change): Kind => ('write' in change ? 'write' : 'delete' in change ? 'delete' : 'rename');

/** What each kind does, once its paths have been found to be inside. */
const APPLY: {
  [K in Kind]: (change: Extract<Change, Record<K, string>>, placeOf: (path: string) => string) => () => Promise<void>;
} = {
  write: ({ write, text }, placeOf) => {
    const target = placeOf(write);
    return async () => {
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, text);
    };
  },
  delete: (change, placeOf) => {
    const target = placeOf(change.delete);
    return () => rm(target);
  },
  rename: (change, placeOf) => {
    const [from, target] = [placeOf(change.rename), placeOf(change.to)];
    return async () => {
      await mkdir(dirname(target), { recursive: true });
      await rename(from, target);
    };
  },
};

/** @throws Error for a path that leads out of the project: the kit touches nothing else. */
function inside(dir: string, path: string, place: string): string {
  const clean = normalize(path);
  if (clean.startsWith(sep) || clean.split(sep).includes('..')) throw new Error(`${place}: ${path} leaves the project`);
  return join(dir, clean);
}
