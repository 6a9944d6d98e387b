import type { Entry } from './wire/transcript.ts';

/**
 * Words shared by everything that judges: a check runs against a subject and brings home decisions,
 * each about one requirement.
 */

/**
 * What deciding takes beyond a URL: `identity`, `second-identity`, `identity:expired`, `emit`, `time`, `process`, `kick`,
 * `project`, `fixture:slow-tool`, `capability:jwt`, `without:anonymous`.
 */
export type Need = string;

export type Outcome =
  | 'pass'
  /** A listed legal alternative was taken. */
  | 'pass-non-strict'
  | 'fail'
  /** Something is missing on the side of whoever runs the kit, or another fault stands before it. */
  | 'untestable'
  /** The kit was overloaded, throttled or cut off. */
  | 'inconclusive'
  /** An optional message or capability that the subject does not have. */
  | 'not-offered';

export interface Decision {
  requirement: string;
  outcome: Outcome;
  /** Why, in one sentence; empty for a plain pass. */
  reason: string;
  expected?: string;
  actual?: string;
  /** Step or mutation that decided. */
  at?: string;
  /** Made by looking at all frames, not by a step of the check. */
  observed?: boolean;
  /** While this fails no check of the profile can get anywhere. */
  blocks?: boolean;
}

export type Tier = 'T0' | 'T1' | 'T2';

export interface CheckPlan {
  /** Unique; `cloud/presence-broadcast` for a scenario, `cloud/derived/ping/...` for a derived check. */
  id: string;
  title: string;
  profile: string;
  /** `crowd`: many clients at once, and `walk`: steps as a seed decides; in code, because no script could say it. */
  kind: 'scenario' | 'derived' | 'observed' | 'crowd' | 'walk';
  /** Place in the document. */
  source: string;
  /** Requirements that it can decide. */
  requirements: string[];
  needs: Need[];
}

/** What one run of a check brings home. */
export interface CheckResult {
  decisions: Decision[];
  transcript: Entry[];
  /** When its transcript began, milliseconds of performance.now(); absent when it was not played. */
  startedMs?: number;
}

/** What became of one check. */
export interface CheckOutcome extends CheckResult {
  check: CheckPlan;
  durationMs: number;
  /** Whether what it found broken was found while nothing ran beside it. */
  alone?: boolean;
  /** The checks to play beside each other when somebody wants to see it again; the check itself when absent. */
  again?: CheckPlan[];
}

/** T0 takes a URL and one identity, T1 what belongs to the subject, T2 control over it; `TIERS` says it in words. */
export function tierOf(needs: readonly Need[]): Tier {
  if (needs.some((need) => need === 'time' || need === 'process' || need === 'kick')) return 'T2';
  const first = new Set(['identity']);
  return needs.every((need) => first.has(need) || /^(capability|without):/.test(need)) ? 'T0' : 'T1';
}
