import { fileURLToPath } from 'node:url';
import workerpool from 'workerpool';
import { ProtocolError } from '../../errors.ts';
import type { Outcome, Work } from './call.ts';

/** Calls of one tenant that run or wait for their turn. */
const maxOfTenant = 64;

/** How long a process may be silent, milliseconds; one that computes gives up long before. */
const silenceMs = 10_000;

const stopped: Outcome = { kind: 'failure', reason: 'It was stopped.' };

interface Lane {
  length: number;
  /** Fulfilled when the last call is done. */
  end: Promise<unknown>;
}

/**
 * Runs tools and checks their arguments in processes of its own, started when they are needed:
 * schemas, patterns and queries come from clients, and some never end, or take all memory, which in a
 * thread would end the server. They have no environment, no files to write and nothing to start. One
 * call of a tenant runs at a time, so that no tenant has all of them.
 */
export class Workshop {
  readonly #pool = workerpool.pool(fileURLToPath(new URL('./worker.ts', import.meta.url)), {
    workerType: 'process',
    maxWorkers: 2,
    forkOpts: {
      env: {},
      execArgv: [
        '--permission',
        '--allow-fs-read=*',
        '--max-old-space-size=64',
        '--disable-warning=ExperimentalWarning',
      ],
      silent: true,
    },
  });
  readonly #lanes = new Map<string, Lane>();
  #isClosed = false;

  /**
   * A call that is aborted before its turn does not run.
   *
   * @throws ProtocolError LIMIT_EXCEEDED when too many calls of the tenant wait
   */
  ask<Name extends keyof Work>(
    tenant: string,
    name: Name,
    parameters: Parameters<Work[Name]>,
    signal?: AbortSignal,
  ): Promise<Outcome> {
    return this.#inLane(tenant, async () => {
      if (signal?.aborted || this.#isClosed) return stopped;
      try {
        return await this.#pool.exec(name, parameters).timeout(silenceMs);
      } catch {
        return stopped;
      }
    });
  }

  /** What still runs is stopped. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#pool.terminate(true);
  }

  async #inLane(tenant: string, work: () => Promise<Outcome>): Promise<Outcome> {
    const lane = this.#lanes.get(tenant) ?? { length: 0, end: Promise.resolve() };
    if (lane.length >= maxOfTenant)
      throw new ProtocolError('LIMIT_EXCEEDED', { details: 'too many tools run already' });
    this.#lanes.set(tenant, lane);
    lane.length++;
    const turn = lane.end.then(work);
    lane.end = turn;
    const outcome = await turn;
    lane.length--;
    if (lane.length === 0) this.#lanes.delete(tenant);
    return outcome;
  }
}
