import { randomUUID } from 'node:crypto';
import type { DomainEventFeed } from './domain-events.ts';

export interface Job<Result> {
  tenant: string;
  /** Does the work; reports how far it is, in percent and in words. */
  work: (advance: (percent: number, text: string) => void) => Promise<Result> | Result;
  /** What is told of the result. */
  summarise: (result: Result) => Record<string, unknown>;
}

/** Runs jobs and tells of them: running, how far, and completed or failed. */
export class Jobs {
  readonly #events: DomainEventFeed;

  constructor(events: DomainEventFeed) {
    this.#events = events;
  }

  /** @throws whatever the work throws, after having told that the job failed */
  async run<Result>({ tenant, work, summarise }: Job<Result>): Promise<Result> {
    const jobId = `job-${randomUUID()}`;
    this.#events.tell('jobChanged', { jobId, status: 'running' }, tenant);
    const advance = (percent: number, text: string): void =>
      this.#events.tell('jobProgressed', { jobId, percent, text }, tenant);
    try {
      const result = await work(advance);
      this.#events.tell('jobChanged', { jobId, status: 'completed', result: summarise(result) }, tenant);
      return result;
    } catch (error) {
      this.#events.tell('jobChanged', { jobId, status: 'failed' }, tenant);
      throw error;
    }
  }
}
