import type { Channel, Profile } from '@agentwire/generated/model';
import type { Clock } from './clock.ts';
import type { Emit } from './emit.ts';
import type { Identities } from './identity.ts';
import type { Judge } from './judge.ts';
import type { Kick } from './kick.ts';

/** How long a check waits for a message when nobody says otherwise, milliseconds. */
export const DEFAULT_TIMEOUT_MS = 5_000;

/** A process of the subject that the kit started and may stop. */
export interface SubjectProcess {
  /** Asks it to shut down (SIGTERM) and waits for its end; the exit code, or null when it had to be killed. */
  stop(): Promise<number | null>;
}

/** A directory that the subject watches. */
export interface SubjectProject {
  /** How the subject calls it. */
  id: string;
  /** Absolute. */
  dir: string;
}

/** Where a check works: one profile of one running subject, and what the operator has given for it. */
export interface Environment {
  profile: Profile;
  judge: Judge;
  /** Address of a channel of the profile; parameters that are not given are those of `parameters`. */
  address(channel: Channel, parameters?: Record<string, string>): URL;
  /** Values that the subject's operator has given for the path parameters of a channel, or the document's examples. */
  parameters(channel: Channel): Record<string, string>;
  /** Path parameters of a channel for which the operator has given no value. */
  guessed(channel: Channel): string[];
  /** Where the profile is, without the channel's address. */
  base: URL;
  /** Root of the subject's address for HTTP requests. */
  httpRoot: URL;
  identities: Identities;
  /** Absent when the operator has given no way. */
  emit?: Emit;
  /** A project of the subject whose files the kit may change; absent when the operator has given none. */
  project?: SubjectProject;
  /** Things of the subject that the manifest names, by what they are for. */
  fixtures: Record<string, unknown>;
  clock: Clock;
  /** Puts out every client of the profile; absent when the operator has given no way. */
  kick?: Kick;
  /** Present for a scenario that stops the subject. */
  process?: SubjectProcess;
  /** How long a check waits for a message, milliseconds. */
  timeoutMs: number;
  /** Decides whatever a check leaves to chance. */
  seed: number;
  /** Unique in this run of the kit. */
  runId: string;
}
