import type { Connection } from '../../wire/connection.ts';
import { NotCome } from '../../wire/connection.ts';
import { StepFailed } from '../failure.ts';
import type { ScenarioRun, StepEnd } from '../run.ts';
import type { BarrierStep } from '../step.ts';

export async function barrier(run: ScenarioRun, step: BarrierStep): Promise<StepEnd> {
  await pass(run.connection(step.barrier));
  return 'done';
}

/**
 * A barrier that is only the means of another step: without an answer that step is not decided, but a
 * close is what it is.
 */
export async function means(connection: Connection): Promise<void> {
  try {
    await pass(connection);
  } catch (error) {
    if (!(error instanceof StepFailed) || connection.closed) throw error;
    throw new StepFailed({ reason: error.message, ends: true, undecided: 'untestable' });
  }
}

/** @throws StepFailed when the barrier is not answered. */
export async function pass(connection: Connection): Promise<void> {
  try {
    await connection.barrier();
  } catch (error) {
    if (!(error instanceof NotCome)) throw error;
    throw new StepFailed({
      reason: error.message,
      expected: `${connection.name} stays open and answers`,
      actual: error.closed ? `closed with ${error.closed.code}` : 'no answer',
      ends: true,
    });
  }
}
