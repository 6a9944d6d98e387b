import type { CheckPlan, CheckResult } from './check.ts';
import type { Environment } from './environment.ts';

/** When a job may run. */
export type Phase =
  /** First and alone: everything else rests on it. */
  | 'gate'
  /** Beside others. */
  | 'parallel'
  /** Alone, because it goes to a limit. */
  | 'limit'
  /** Alone and last, because it moves the subject's clock for everybody, or puts everybody out. */
  | 'time';

/** Checks that run as one piece of work. */
export interface Job {
  profile: string;
  checks: CheckPlan[];
  phase: Phase;
  /** Identities that no other job may use meanwhile. */
  locks: string[];
  /** Whether it needs a process of the subject for itself. */
  ownProcess: boolean;
  /** Variables with which that process is started, besides those of the manifest. */
  env?: Record<string, string>;
  /** How long it may take when time is real, milliseconds; longer where messages may take longer than by default. */
  limitMs: number;
  run(environment: Environment): Promise<Map<string, CheckResult>>;
  /** The same with some of its checks only. */
  only(ids: readonly string[]): Job;
}
