import { setImmediate as turn } from 'node:timers/promises';
import { NotCome } from '../../wire/connection.ts';
import { StepFailed } from '../failure.ts';
import type { ScenarioRun, StepEnd } from '../run.ts';
import type { ClosedStep, CloseStep, OpenStep } from '../step.ts';
import { pass } from './barrier.ts';

export async function close(run: ScenarioRun, step: CloseStep): Promise<StepEnd> {
  await run.connection(step.close).end();
  return 'done';
}

export async function closed(run: ScenarioRun, step: ClosedStep): Promise<StepEnd> {
  const connection = run.connection(step.closed);
  const wanted = step.codes === undefined ? 'any code' : step.codes.join(' or ');
  try {
    await connection.until(() => connection.closed, { what: 'the close' });
  } catch (error) {
    if (!(error instanceof NotCome)) throw error;
    throw new StepFailed({
      reason: 'the connection was not closed',
      expected: `a close with ${wanted}`,
      actual: 'an open connection',
      ends: false,
    });
  }
  const { code } = connection.closed as { code: number };
  if (step.codes === undefined || step.codes.includes(code)) return 'done';
  throw new StepFailed({
    reason: 'closed with another code',
    expected: `code ${wanted}`,
    actual: `code ${code}`,
    ends: false,
  });
}

export async function open(run: ScenarioRun, step: OpenStep): Promise<StepEnd> {
  const connection = run.connection(step.open);
  if (!step.passive && connection.channel.facts.barrier) {
    await pass(connection);
    return 'done';
  }
  await turn();
  if (!connection.closed) return 'done';
  const { code, reason } = connection.closed;
  throw new StepFailed({
    reason: 'the connection was closed',
    expected: 'an open connection',
    actual: `closed with ${code} ${reason}`.trim(),
    ends: true,
  });
}
