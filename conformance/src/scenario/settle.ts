import type { StepFailed } from './failure.ts';
import type { ScenarioRun, StepEnd } from './run.ts';
import { requirementsOf, type Step } from './step.ts';

/** Why the rest of a scenario is not played, and what that makes of its requirements. */
export interface Stopped {
  why: string;
  outcome: 'untestable' | 'inconclusive' | 'not-offered';
}

const requirementOf = (step: Step): string | undefined => ('requirement' in step ? step.requirement : undefined);

function decideAll(run: ScenarioRun, requirements: readonly string[], { outcome, why }: Stopped): void {
  for (const requirement of requirements) run.decide({ requirement, outcome, reason: why });
}

/** What a step that did not fail decides; its own requirement only, its assertions have spoken for themselves. */
export function settleEnd(run: ScenarioRun, step: Step, end: StepEnd): Stopped | undefined {
  const requirement = requirementOf(step);
  if (end === 'passed-over') {
    decideAll(run, requirementsOf(step), { outcome: 'not-offered', why: 'the message is optional and did not come' });
    return undefined;
  }
  const outcome = end === 'alternative' ? 'pass-non-strict' : 'pass';
  if (requirement !== undefined) run.decide({ requirement, outcome, reason: '' });
  return end === 'alternative' ? { why: 'the subject took the listed alternative', outcome: 'not-offered' } : undefined;
}

/**
 * What a failed step decides. A step with a requirement fails it. Without one it is a precondition, and
 * what depends on it stays open; so it does when the check's own means failed, or when a broken frame
 * that another requirement fails already is to blame.
 */
export function settleFailure(run: ScenarioRun, step: Step, failure: StepFailed): Stopped | undefined {
  const why = `${run.place}: ${failure.message}`;
  const requirement = requirementOf(step);
  const open = stateOf(failure, why, requirement);
  run.transcript.note(why);
  if (open) {
    decideAll(run, requirementsOf(step), open);
    return open;
  }
  const { message: reason, expected, actual } = failure;
  const failed = requirement as string;
  run.decide({ requirement: failed, outcome: 'fail', reason, expected, actual });
  const others = requirementsOf(step).filter((one) => one !== failed && !run.decided(one));
  decideAll(run, others, { outcome: 'untestable', why });
  return failure.ends && isMust(run, failed) ? { why: `${failed} fails first`, outcome: 'untestable' } : undefined;
}

function stateOf(failure: StepFailed, why: string, requirement: string | undefined): Stopped | undefined {
  if (failure.undecided !== undefined) return { why, outcome: failure.undecided };
  if (failure.hiddenBy !== undefined) return { why: `${failure.hiddenBy} fails first`, outcome: 'untestable' };
  return requirement === undefined ? { why: `a precondition was not met: ${why}`, outcome: 'untestable' } : undefined;
}

/** What a scenario that stops leaves open. */
export function settleRest(run: ScenarioRun, steps: readonly Step[], stopped: Stopped): void {
  const rest = [...new Set(steps.flatMap(requirementsOf))].filter((requirement) => !run.failed(requirement));
  decideAll(run, rest, stopped);
}

/** A broken SHOULD never keeps a MUST from being decided, so the scenario goes on after it. */
function isMust(run: ScenarioRun, id: string): boolean {
  const found = run.environment.profile.requirements.find((requirement) => requirement.id === id);
  return found?.level.startsWith('MUST') ?? true;
}
