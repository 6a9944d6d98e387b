import { StepFailed } from '../failure.ts';
import type { ScenarioRun, StepEnd } from '../run.ts';

export async function kick(run: ScenarioRun): Promise<StepEnd> {
  const { environment, transcript, place } = run;
  if (!environment.kick) throw new Error(`${place}: no way to put clients out`);
  transcript.note('the operator puts every client out');
  try {
    await environment.kick();
  } catch (error) {
    throw new StepFailed({ reason: (error as Error).message, ends: true });
  }
  return 'done';
}
