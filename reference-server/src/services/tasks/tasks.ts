import { randomUUID } from 'node:crypto';
import type { Clock } from '../../clock.ts';
import { ProtocolError } from '../../errors.ts';
import type { DomainEventFeed } from '../domain-events.ts';
import type { Engine } from '../generation/engine.ts';
import { type Assignment, type AssignmentStrategy, assign, type Candidate } from './assignment.ts';
import { hasEnded, type Task, type TaskStatus } from './task.ts';

/** Whose task, and which one. */
export interface TaskKey {
  tenant: string;
  taskId: string;
}

export interface NewTask extends Assignment {
  tenant: string;
  channelId: string;
  /** `capability` without. */
  strategy?: AssignmentStrategy | undefined;
  /** A date, or a date with time; what is neither sets none. */
  deadline?: string | undefined;
  candidates: readonly Candidate[];
}

export interface CreateOptions {
  /** Tasks that are kept of one tenant. */
  limit: number;
  /** Aborted when nobody waits for the task any more. */
  signal: AbortSignal;
}

/** What an agent says of a task. */
export interface Progress {
  status: TaskStatus;
  percentage?: number | undefined;
}

/** Characters of a name that are kept. */
const maxName = 200;

/**
 * The tasks of all tenants. A task begins as pending; `completed` and `failed` end it, whether they come
 * as progress or with a result. Of a task that has ended only its result is still taken, once.
 */
export class Tasks {
  readonly #clock: Clock;
  readonly #events: DomainEventFeed;
  readonly #engine: Engine;
  /** By tenant and id; of a tenant in the order in which they were made. */
  readonly #tasks = new Map<string, Map<string, Task>>();

  constructor({ clock, events, engine }: { clock: Clock; events: DomainEventFeed; engine: Engine }) {
    this.#clock = clock;
    this.#events = events;
    this.#engine = engine;
  }

  /**
   * Makes a task and chooses its agent; with the strategy `llm` that takes as long as the engine does.
   *
   * @throws ProtocolError LIMIT_EXCEEDED when the tenant has too many that have not ended, and as `assign`
   */
  async create(
    { tenant, strategy = 'capability', ...asked }: NewTask,
    { limit, signal }: CreateOptions,
  ): Promise<Readonly<Task>> {
    const options = {
      task: asked,
      candidates: asked.candidates,
      open: this.#open(tenant),
      engine: this.#engine,
      signal,
    };
    const choice = assign(strategy, options);
    // Without a turn in between where none is needed, so that two tasks at once see each other.
    const assignedTo = choice instanceof Promise ? await choice : choice;
    const deadlineMs = Date.parse(asked.deadline ?? '');
    const task: Task = {
      id: randomUUID(),
      channelId: asked.channelId,
      name: asked.name.slice(0, maxName),
      createdAtMs: this.#clock.now(),
      ...(Number.isFinite(deadlineMs) && { deadlineMs }),
      assignedTo,
      status: 'pending',
      percentage: 0,
      hasResult: false,
    };
    this.#add(tenant, task, limit);
    return task;
  }

  /** @throws ProtocolError NOT_FOUND */
  find({ tenant, taskId }: TaskKey): Readonly<Task> {
    return this.#find({ tenant, taskId });
  }

  /** @throws ProtocolError NOT_FOUND, or INVALID_REQUEST when the task has ended */
  assign(key: TaskKey, agentId: string): void {
    this.#findOpen(key).assignedTo = agentId;
  }

  /**
   * Takes note of how far a task is; one that nobody had becomes the agent's who works on it.
   *
   * @throws as `assign`
   */
  progress(key: TaskKey, agentId: string, { status, percentage }: Progress): void {
    this.#advance(this.#findOpen(key), { tenant: key.tenant, agentId, status, percentage });
  }

  /** @throws ProtocolError NOT_FOUND, or INVALID_REQUEST when the task has a result already */
  complete(key: TaskKey, agentId: string, { success }: { success: boolean }): void {
    const task = this.#find(key);
    if (task.hasResult) throw new ProtocolError('INVALID_REQUEST', { details: 'the task has its result already' });
    task.hasResult = true;
    this.#advance(task, { tenant: key.tenant, agentId, status: success ? 'completed' : 'failed' });
  }

  /** Forgets all. */
  clear(): void {
    this.#tasks.clear();
  }

  #advance(task: Task, { tenant, agentId, status, percentage }: Progress & { tenant: string; agentId: string }): void {
    task.assignedTo ??= agentId;
    task.status = status;
    task.percentage = percentage ?? (status === 'completed' ? 100 : task.percentage);
    const { id: taskId, name, percentage: progress, assignedTo } = task;
    this.#events.tell('taskProgressed', { taskId, agentId: assignedTo, name, status, progress }, tenant);
  }

  #find({ tenant, taskId }: TaskKey): Task {
    const task = this.#tasks.get(tenant)?.get(taskId);
    if (!task) throw new ProtocolError('NOT_FOUND', { missing: { entity: 'task', id: taskId } });
    return task;
  }

  #findOpen(key: TaskKey): Task {
    const task = this.#find(key);
    if (hasEnded(task))
      throw new ProtocolError('INVALID_REQUEST', { details: `the task has ended, it is ${task.status}` });
    return task;
  }

  #open(tenant: string): Map<string, number> {
    const open = new Map<string, number>();
    for (const task of this.#tasks.get(tenant)?.values() ?? []) {
      if (task.assignedTo !== null && !hasEnded(task)) open.set(task.assignedTo, (open.get(task.assignedTo) ?? 0) + 1);
    }
    return open;
  }

  #add(tenant: string, task: Task, limit: number): void {
    let tasks = this.#tasks.get(tenant);
    if (!tasks) {
      tasks = new Map();
      this.#tasks.set(tenant, tasks);
    }
    if (tasks.size >= limit) this.#makeRoom(tasks, limit);
    tasks.set(task.id, task);
  }

  /** Forgets the oldest task that has ended, or else the oldest whose deadline has passed. */
  #makeRoom(tasks: Map<string, Task>, limit: number): void {
    const nowMs = this.#clock.now();
    const all = [...tasks.values()];
    const idle = all.find(hasEnded) ?? all.find(({ deadlineMs = Infinity }) => deadlineMs <= nowMs);
    if (!idle)
      throw new ProtocolError('LIMIT_EXCEEDED', { details: `open tasks: at most ${limit}; complete some first` });
    tasks.delete(idle.id);
  }
}
