import type { DomainEventFeed } from '../domain-events.ts';
import { stepsOf } from './coordination.ts';
import { taskFor } from './task.ts';
import type { Initiator, Merged, Workflow, WorkflowAdvance, WorkflowEvent, WorkflowStep } from './workflow.ts';

export interface ChronicleOptions {
  workflow: Workflow;
  task: unknown;
  initiator: Initiator;
  domainEvents: DomainEventFeed;
}

/**
 * Tells the platform of one run: what was asked in short, which files came of it, and none of their
 * content.
 */
export class Chronicle {
  readonly #options: ChronicleOptions;
  readonly #startMs = performance.now();
  /** Steps that have not ended, in their order. */
  readonly #open: Map<string, WorkflowStep>;
  /** When those that run began. */
  readonly #running = new Map<string, number>();

  constructor(options: ChronicleOptions) {
    this.#options = options;
    this.#open = new Map(stepsOf(options.workflow).map((step) => [step.id, step]));
  }

  started(): void {
    const { workflow, task, initiator } = this.#options;
    this.#tell({
      kind: 'started',
      name: workflow.name,
      initiator: initiator.userId,
      parameters: { coordination: workflow.coordination, task: taskFor(task) },
      steps: [...this.#open.values()],
    });
  }

  see(event: WorkflowEvent): void {
    const { id: stepId, type: stepType } = event.agent;
    if (event.kind === 'agent-started') this.#running.set(stepId, performance.now());
    if (event.kind !== 'agent-completed') return;
    const durationMs = since(this.#running.get(stepId) ?? this.#startMs);
    this.#running.delete(stepId);
    this.#open.delete(stepId);
    // Whatever is open and does not run now follows on this one.
    const nextStepId = this.#running.size === 0 ? this.#open.keys().next().value : undefined;
    const result = { success: true, output: event.result };
    this.#tell({ kind: 'step-completed', stepId, stepType, result, durationMs, nextStepId });
  }

  completed({ artifacts, metrics }: Merged): void {
    this.#tell({
      kind: 'completed',
      result: { success: true },
      durationMs: metrics.durationMs,
      outputs: { artifacts: artifacts.map(({ path }) => path) },
      metrics,
    });
  }

  /** @param error why, in words that everybody of the tenant may read */
  failed(error: string): void {
    const [stepId, another] = this.#running.keys();
    const failed = another === undefined ? stepId : undefined;
    this.#tell({ kind: 'failed', error, stepId: failed, durationMs: since(this.#startMs) });
  }

  #tell(advance: WorkflowAdvance): void {
    const { workflow, initiator, domainEvents } = this.#options;
    domainEvents.tell('workflowAdvanced', { workflowId: workflow.id, advance }, initiator.tenant);
  }
}

function since(startMs: number): number {
  return Math.round(performance.now() - startMs);
}
