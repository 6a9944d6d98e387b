import type { PhaseKind, PhaseResult, StallOutcome } from './phase.ts';
import type { Side } from './roles.ts';
import type { Subject } from './subject.ts';

export interface PhaseOrder {
  side: Side;
  subject: Subject;
  kind: PhaseKind;
  /** Publications or requests per second. */
  rate: number;
  /** How many, at least 1. */
  count: number;
}

/** What a phase that is running has seen so far. */
export interface Progress {
  received: number;
  /** Microseconds, from the intended time. */
  p50?: number;
  p99?: number;
  /** CPU of the busiest process of those that tell, share of a core. */
  cpuShare?: number;
}

/** What a case does to a server: the clients that it needs, and one phase at a time. */
export interface Exercise {
  readonly progress: Progress;
  /** Everything that a phase is expected to bring, given so many publications or requests. */
  expected(side: Side, count: number): number;
  /** @throws Failure `unreachable` */
  connect(side: Side, subject: Subject): Promise<void>;
  /** Has the harness's processes lie idle, to know them at rest; once all are connected. */
  rest(): Promise<void>;
  phase(order: PhaseOrder): Promise<PhaseResult>;
  /** After the last phase. */
  finish(): Promise<StallOutcome[]>;
  /** Takes leave of the servers, and ends all processes whether that went well or not. */
  stop(): Promise<void>;
}
