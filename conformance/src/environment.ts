import type { Channel, Profile } from '@agentwire/generated/model';
import type { Clock } from './clock.ts';
import type { Emit } from './emit.ts';
import type { Identities } from './identity.ts';
import type { Judge } from './judge.ts';

/** A process of the subject that the kit started and may stop. */
export interface SubjectProcess {
  /** Asks it to shut down (SIGTERM) and waits for its end; the exit code, or null when it had to be killed. */
  stop(): Promise<number | null>;
}

/** Where a check works: one profile of one running subject, and what the operator has given for it. */
export interface Environment {
  profile: Profile;
  judge: Judge;
  /** Address of a channel of the profile. */
  address(channel: Channel): URL;
  /** Root of the subject's address for HTTP requests. */
  httpRoot: URL;
  identities: Identities;
  /** Absent when the operator has given no way. */
  emit?: Emit;
  clock: Clock;
  /** Present for a scenario that stops the subject. */
  process?: SubjectProcess;
  /** How long a check waits for a message, milliseconds. */
  timeoutMs: number;
  /** Unique in this run of the kit. */
  runId: string;
}
