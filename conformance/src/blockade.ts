import type { CheckOutcome, Decision } from './check.ts';
import type { Job } from './job.ts';
import { GATE } from './plan.ts';

/** So many checks must have come to nothing for the same reason before the others are spared. */
const ENOUGH = 3;

/**
 * Remembers why the checks of a profile cannot get anywhere: the identity is not accepted, or connections
 * do not even open as they must. Without it a dead server would be waited for by every single check.
 */
export class Blockade {
  readonly #reasons = new Map<string, string>();
  readonly #dead = new Map<string, number>();

  /** Why nothing that needs the identity can be decided; undefined when all is well. */
  reason(profile: string): string | undefined {
    return this.#reasons.get(profile);
  }

  learn(job: Job, done: readonly CheckOutcome[]): void {
    const decisions = done.flatMap((outcome) => outcome.decisions);
    const gate = job.phase === 'gate' ? decisions.find(stops) : undefined;
    if (gate) {
      const why = [gate.reason, gate.actual].filter(Boolean).join(', ');
      this.#reasons.set(job.profile, `the identity first is not accepted (${job.profile}/${GATE}: ${why})`);
    }
    const blocking = decisions.find((decision) => decision.blocks);
    if (!blocking) return;
    const count = (this.#dead.get(job.profile) ?? 0) + 1;
    this.#dead.set(job.profile, count);
    if (count >= ENOUGH) this.#reasons.set(job.profile, `${blocking.requirement} fails first`);
  }
}

/** A step of the gate that failed; what was only observed on the way does not count. */
const stops = (decision: Decision): boolean =>
  decision.observed !== true && (decision.outcome === 'fail' || decision.outcome === 'untestable');
