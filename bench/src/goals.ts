import { measureCeiling } from './ceiling.ts';
import type { Goal } from './goal.ts';
import { alone, type GoalContext, type GoalScale, shareOfCeiling } from './goal-context.ts';
import { clientGoals, truthGoals } from './harness-goals.ts';
import type { Observer } from './observer.ts';
import type { RunResult } from './result.ts';
import { fanoutGoals, memoryGoal, slowGoal, socketioGoals, sseGoals } from './server-goals.ts';

const mostRate = 200;

/** Measures every goal, one after the other; `tell` hears of each. */
export async function measureGoals(options: {
  scale: GoalScale;
  observer: Observer;
  tell(goal: Goal): void;
}): Promise<{ goals: Goal[]; results: Map<string, RunResult> }> {
  const { scale, observer, tell } = options;
  const rate = await chooseRate(scale, observer);
  const context: GoalContext = { scale, observer, rate, results: new Map() };
  const goals: Goal[] = [];
  for (const measure of [fanoutGoals, socketioGoals, sseGoals, memoryGoal, slowGoal, clientGoals, truthGoals]) {
    for (const goal of await measure(context)) {
      goals.push(goal);
      tell(goal);
    }
  }
  return { goals, results: context.results };
}

async function chooseRate({ connections }: GoalScale, observer: Observer): Promise<number> {
  observer.step('the harness measures what it can receive itself');
  const { deliveriesPerSecond } = await measureCeiling(await alone(connections));
  return Math.max(10, Math.min(mostRate, Math.floor((shareOfCeiling * deliveriesPerSecond) / connections)));
}
