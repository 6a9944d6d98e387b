import type { Profile } from '@agentwire/generated/model';
import type { CheckOutcome, CheckPlan } from './check.ts';
import type { Environment } from './environment.ts';
import type { Job } from './job.ts';
import type { LagMeter } from './lag.ts';
import type { Given } from './needs.ts';
import type { Ending } from './survival.ts';

export interface RunOptions {
  jobs: Job[];
  /** What the operator has given, for a profile. */
  given(profile: string): Given;
  profile(id: string): Profile;
  /** Where a job works; starts a process for those that need one of their own. */
  environment(job: Job): Promise<{ environment: Environment; release(): Promise<void> }>;
  life: SubjectLife;
  lag: LagMeter;
  workers: number;
  /** How long playing again what failed may take, milliseconds; half of what the run took, when absent. */
  againMs?: number;
  seed: number;
  onDone?(outcome: CheckOutcome): void;
  /** Told before checks are played once more. */
  onAgain?(checks: readonly CheckPlan[]): void;
}

/** Whether the subject is there, as far as the kit can tell. */
export interface SubjectLife {
  /** Looks whether it is still there; what follows speaks of what was seen last. */
  look(): Promise<void>;
  /** Every end by itself, the first one first. */
  endings(): readonly Ending[];
  /** Whether it has ended by itself and has not come back. */
  gone(): boolean;
  /** Starts it again when it has ended, or sees whether somebody else has; nothing when it lives. */
  revive(): Promise<void>;
}
