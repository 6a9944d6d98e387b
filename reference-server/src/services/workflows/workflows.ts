import type { DomainEventFeed } from '../domain-events.ts';
import { type Engine, GenerationError } from '../generation/engine.ts';
import { runAgent } from './agent-run.ts';
import { Chronicle } from './chronicle.ts';
import { artifactsOf, coordinations, type Start } from './coordination.ts';
import { taskFor } from './task.ts';
import type { Initiator, Merged, Workflow, WorkflowEvent } from './workflow.ts';

export interface RunOptions {
  /** Any JSON value. */
  task: unknown;
  initiator: Initiator;
  report: (event: WorkflowEvent) => void;
  signal: AbortSignal;
}

/** Runs workflows, and tells the platform of each run; knows nothing of who defined them. */
export class Workflows {
  readonly #engine: Engine;
  readonly #domainEvents: DomainEventFeed;
  #active = 0;

  constructor({ engine, domainEvents }: { engine: Engine; domainEvents: DomainEventFeed }) {
    this.#engine = engine;
    this.#domainEvents = domainEvents;
  }

  /** Runs that have not ended. */
  get active(): number {
    return this.#active;
  }

  /**
   * Runs all agents and returns what they have made. When one of them fails the others are stopped.
   * Once this has returned or thrown nothing more is reported.
   *
   * @throws GenerationError when the engine refuses an agent, AbortError once the signal is aborted
   */
  async run(workflow: Workflow, { task, initiator, report, signal }: RunOptions): Promise<Merged> {
    signal.throwIfAborted();
    const chronicle = new Chronicle({ workflow, task, initiator, domainEvents: this.#domainEvents });
    chronicle.started();
    try {
      const merged = await this.#run(workflow, {
        task,
        signal,
        report: (event) => {
          chronicle.see(event);
          report(event);
        },
      });
      chronicle.completed(merged);
      return merged;
    } catch (error) {
      chronicle.failed(reasonOf(error, signal));
      throw error;
    }
  }

  async #run(
    { agents, coordination, context }: Workflow,
    { task, report, signal }: Omit<RunOptions, 'initiator'>,
  ): Promise<Merged> {
    const startMs = performance.now();
    const stopping = new AbortController();
    const stop = (): void => stopping.abort(signal.reason);
    const start = async ({ agent, given, mission }: Start) => {
      try {
        return await runAgent({
          engine: this.#engine,
          agent,
          task: [mission, taskFor(task, agent.type)].filter(Boolean).join(': '),
          context,
          given,
          report,
          signal: stopping.signal,
        });
      } catch (error) {
        // The first failure is the run's; those that it causes are not.
        stopping.abort(error);
        throw stopping.signal.reason;
      }
    };
    this.#active++;
    signal.addEventListener('abort', stop, { once: true });
    try {
      const runs = await coordinations[coordination](agents, start);
      return {
        results: Object.fromEntries(runs.map(({ agent, result }) => [agent.id, result])),
        artifacts: artifactsOf(runs),
        metrics: { durationMs: Math.round(performance.now() - startMs), agents: runs.length },
      };
    } finally {
      signal.removeEventListener('abort', stop);
      this.#active--;
    }
  }
}

/** Why a run has failed, as far as it is anybody's business. */
function reasonOf(error: unknown, { aborted }: AbortSignal): string {
  if (aborted) return 'The client that had it run has gone.';
  return error instanceof GenerationError ? error.message : 'The server has failed.';
}
