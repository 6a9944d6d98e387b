import { isObject } from '../../json.ts';
import { StepFailed } from '../failure.ts';
import type { ScenarioRun, StepEnd } from '../run.ts';
import type { EmitStep } from '../step.ts';

export async function emit(run: ScenarioRun, step: EmitStep): Promise<StepEnd> {
  const { environment, transcript } = run;
  if (!environment.emit) throw new Error(`${run.place}: no way to emit`);
  const publisher = step.as ?? 'publisher';
  const token = environment.identities.has(publisher) ? environment.identities.token(publisher) : undefined;
  const times = step.times ?? 1;
  for (let i = 1; i <= times; i += 1) {
    if (step.times !== undefined) run.remember('i', i);
    const message = run.value(step.emit);
    const target = run.value(step.target);
    const to = isObject(target) ? ` to ${JSON.stringify(target)}` : '';
    transcript.add({ lane: 'kit', event: 'note', text: `emit as ${publisher}${to}: ${JSON.stringify(message)}` });
    try {
      await environment.emit({
        profile: environment.profile.id,
        message,
        ...(target ? { target } : {}),
        ...(token === undefined ? {} : { token }),
      });
    } catch (error) {
      throw new StepFailed({ reason: (error as Error).message, ends: true });
    }
  }
  return 'done';
}
