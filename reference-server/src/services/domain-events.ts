import { ProtocolError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Activity, AgentStatus } from './agents/agent.ts';
import type { ChangeType } from './projects/change.ts';
import type { TaskStatus } from './tasks/task.ts';
import type { WorkflowAdvance } from './workflows/workflow.ts';

/** What happens on the platform, in nobody's wire format; channels that can say it show it. */
export interface DomainEvents {
  /** An agent came, went, or is at something else. */
  agentStatusChanged: {
    agentId: string;
    kind?: string | undefined;
    previousStatus?: AgentStatus | undefined;
  } & Activity;
  /** A task of an agent advanced, or ended. Progress is in percent. */
  taskProgressed: { taskId: string; agentId: string; name: string; status: TaskStatus; progress: number };
  /** Somebody said something to all members of a channel. */
  messagePosted: { channelId: string; messageId: string; sender: string; content: string; timestampMs: number };
  /** Everybody should know. */
  notified: { level: 'info' | 'success' | 'warning' | 'error'; title?: string; message: string };
  /** A workflow began, got further, or ended. */
  workflowAdvanced: { workflowId: string; advance: WorkflowAdvance };
  /** A job changed its state. */
  jobChanged: { jobId: string; status: JobStatus; result?: Record<string, unknown> };
  /** A long job advanced. */
  jobProgressed: { jobId: string; percent: number; text: string };
  /** An editor has a file other than it was, saved or not; with what it holds now, if the editor says so. */
  fileChanged: { file: string; changeType: ChangeType; content?: string | undefined };
  /** Something was remembered that was not known before. */
  memoryWritten: { ids: readonly string[] };
  /** Somebody did something that others may want to see. */
  activity: { activity: string; actor?: string; file?: string };
}

export type JobStatus = 'pending' | 'running' | 'completed' | 'failed';

export type DomainEventKind = keyof DomainEvents;

interface Listener<Kind extends DomainEventKind> {
  hear: (event: DomainEvents[Kind], tenant: string) => void;
  /** Whose own events it is not told. */
  self: string | undefined;
}

/** Brings domain events to whoever shows them, in the order in which they happen. */
export class DomainEventFeed {
  readonly #log: Log;
  readonly #listeners: { [Kind in DomainEventKind]: Listener<Kind>[] } = {
    agentStatusChanged: [],
    taskProgressed: [],
    messagePosted: [],
    notified: [],
    workflowAdvanced: [],
    jobChanged: [],
    jobProgressed: [],
    fileChanged: [],
    memoryWritten: [],
    activity: [],
  };

  constructor(log: Log) {
    this.#log = log;
  }

  /**
   * Has `hear` called for every event of a kind, save those that come from `self`: a channel on which
   * something is said has its own members told already.
   */
  on<Kind extends DomainEventKind>(kind: Kind, hear: Listener<Kind>['hear'], self?: string): void {
    this.#listeners[kind].push({ hear, self });
  }

  /**
   * Never throws: what happened has happened, whether or not it can be shown.
   *
   * @param origin the channel on which it was said, if it was
   */
  tell<Kind extends DomainEventKind>(kind: Kind, event: DomainEvents[Kind], tenant: string, origin?: string): void {
    for (const { hear, self } of this.#listeners[kind]) {
      if (origin !== undefined && self === origin) continue;
      try {
        hear(event, tenant);
      } catch (error) {
        // What breaks the schema or a limit of another channel is no fault of the server's.
        const level = error instanceof ProtocolError ? 'warn' : 'error';
        this.#log[level]({ err: error, kind, channel: self }, 'a domain event could not be shown');
      }
    }
  }
}
