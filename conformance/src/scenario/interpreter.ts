import type { Scenario } from '@agentwire/generated/model';
import type { CheckResult } from '../check.ts';
import type { Environment } from '../environment.ts';
import { StepFailed } from './failure.ts';
import { Unknown } from './interpolate.ts';
import { ScenarioRun } from './run.ts';
import { type Stopped, settleEnd, settleFailure, settleRest } from './settle.ts';
import { type Step, type Steps, type Verb, verbOf } from './step.ts';
import { demandOnce } from './twice.ts';
import { VERBS } from './verbs.ts';

/** Plays a scenario. Never throws for what the subject does; throws for faults of the kit or the scenario. */
export async function play(scenario: Scenario, environment: Environment): Promise<CheckResult> {
  const run = new ScenarioRun(environment);
  try {
    await playSteps(run, scenario.steps as unknown as Step[], '');
  } finally {
    run.place = 'after the last step';
    await run.end();
  }
  demandOnce(run);
  const { decisions, transcript } = run;
  return { decisions, transcript: transcript.entries(), startedMs: transcript.startedMs };
}

/** Plays steps in order; `within` says where nested steps stand. */
async function playSteps(run: ScenarioRun, steps: readonly Step[], within: string): Promise<Stopped | undefined> {
  for (const [index, step] of steps.entries()) {
    const stopped = await playStep(run, step, `${within}${index + 1}`);
    if (!stopped) continue;
    settleRest(run, steps.slice(index + 1), stopped);
    return stopped;
  }
  return undefined;
}

async function playStep(run: ScenarioRun, step: Step, number: string): Promise<Stopped | undefined> {
  const verb = verbOf(step) as Verb;
  if (verb === 'repeat') return playRepeat(run, step as Steps['repeat'], number);
  const object = (step as unknown as Record<string, unknown>)[verb];
  run.place = `step ${number} (${verb})`;
  try {
    if (typeof object === 'string') run.place = `step ${number} (${verb} ${run.value(object)})`;
    return settleEnd(run, step, await VERBS[verb](run, step as never));
  } catch (error) {
    return settleFailure(run, step, asFailure(error));
  }
}

async function playRepeat(run: ScenarioRun, step: Steps['repeat'], number: string): Promise<Stopped | undefined> {
  for (let round = 1; round <= step.repeat; round += 1) {
    run.remember('i', round);
    const stopped = await playSteps(run, step.steps, `${number}.`);
    if (stopped) return stopped;
  }
  return undefined;
}

/** What a step threw, when it speaks of the subject; anything else is a fault of the kit and goes on. */
function asFailure(error: unknown): StepFailed {
  if (error instanceof StepFailed) return error;
  if (error instanceof Unknown) return new StepFailed({ reason: error.message, ends: true });
  throw error;
}
