import type { CheckOutcome } from './check.ts';
import type { Environment } from './environment.ts';
import type { LagMeter } from './lag.ts';
import type { Given } from './needs.ts';
import type { Job } from './plan.ts';

export interface RunOptions {
  jobs: Job[];
  /** What the operator has given, for a profile. */
  given(profile: string): Given;
  /** Where a job works; starts a process for those that need one of their own. */
  environment(job: Job): Promise<{ environment: Environment; release(): Promise<void> }>;
  life: SubjectLife;
  lag: LagMeter;
  workers: number;
  seed: number;
  onDone?(outcome: CheckOutcome): void;
}

/** The subject's process as far as the kit has it in its hands. */
export interface SubjectLife {
  /** How it ended, when it did so by itself and has not been started again. */
  died(): string | undefined;
  /** How often it has ended by itself. */
  deaths(): number;
  /** Starts it again when it has ended; nothing when it lives. */
  revive(): Promise<void>;
}
