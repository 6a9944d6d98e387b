import type { Progress } from './exercise.ts';
import type { PhaseResult } from './phase.ts';

/** What a run tells while it is going on. */
export interface Observer {
  /** The run has come to a step that takes a while. */
  step(text: string): void;
  /** Called a few times a second while a block runs. */
  progress(block: BlockPosition, progress: Progress): void;
  block(block: BlockPosition, phase: PhaseResult): void;
}

export interface BlockPosition {
  /** From 1. */
  number: number;
  /** How many there are; absent in a search, whose end is open. */
  of?: number;
  name: string;
  rate: number;
  /** What the phase that runs now is expected to bring, and what of it is due by now. */
  expected: number;
  due: number;
}
