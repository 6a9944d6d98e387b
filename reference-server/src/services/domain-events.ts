import type { Log } from '../log.ts';
import type { TaskStatus } from './tasks/task.ts';

/** What happens on the platform, in nobody's wire format; channels that can say it show it. */
export interface DomainEvents {
  /** A job changed its state. */
  jobChanged: { jobId: string; status: JobStatus; result?: Record<string, unknown> };
  /** A long job advanced. */
  jobProgressed: { jobId: string; percent: number; text: string };
  /** Somebody did something that others may want to see. */
  activity: { activity: string; actor?: string; file?: string };
  /** A task of an agent advanced, or ended. */
  taskProgressed: { taskId: string; agentId: string; name: string; status: TaskStatus; progress: number };
  /** Something was remembered that was not known before. */
  memoryWritten: { ids: readonly string[] };
  /** An agent came, went, or does something else. */
  agentStatusChanged: { agentId: string; name: string; status: 'online' | 'busy' | 'away' | 'offline' };
}

export type JobStatus = 'pending' | 'running' | 'completed' | 'failed';

type Listener<Kind extends keyof DomainEvents> = (event: DomainEvents[Kind], tenant: string) => void;

/** Brings domain events to whoever shows them, in the order in which they happen. */
export class DomainEventFeed {
  readonly #log: Log;
  readonly #listeners: { [Kind in keyof DomainEvents]: Set<Listener<Kind>> } = {
    jobChanged: new Set(),
    jobProgressed: new Set(),
    activity: new Set(),
    taskProgressed: new Set(),
    memoryWritten: new Set(),
    agentStatusChanged: new Set(),
  };

  constructor(log: Log) {
    this.#log = log;
  }

  on<Kind extends keyof DomainEvents>(kind: Kind, listener: Listener<Kind>): void {
    this.#listeners[kind].add(listener);
  }

  /** Never throws: what happened has happened, whether or not it can be shown. */
  tell<Kind extends keyof DomainEvents>(kind: Kind, event: DomainEvents[Kind], tenant: string): void {
    for (const listener of this.#listeners[kind]) {
      try {
        listener(event, tenant);
      } catch (error) {
        this.#log.error({ err: error, kind }, 'a domain event could not be shown');
      }
    }
  }
}
