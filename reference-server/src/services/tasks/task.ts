/** `completed` and `failed` are ends. */
export type TaskStatus = 'pending' | 'in_progress' | 'completed' | 'failed';

/** What is remembered of a task; what nobody can ask for again, its description above all, is not. */
export interface Task {
  readonly id: string;
  readonly channelId: string;
  /** Its name, cut where it is very long. */
  readonly name: string;
  readonly createdAtMs: number;
  /** When nobody waits for it any more, milliseconds since the epoch. */
  readonly deadlineMs?: number;
  /** Nothing while nobody has it. */
  assignedTo: string | null;
  status: TaskStatus;
  /** Percent done. */
  percentage: number;
  /** Its result has come, the last that can happen to it. */
  hasResult: boolean;
}

export function hasEnded({ status }: Pick<Task, 'status'>): boolean {
  return status === 'completed' || status === 'failed';
}
