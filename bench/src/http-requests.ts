import type { CorePlan } from './cores.ts';
import type { Exercise, PhaseOrder, Progress } from './exercise.ts';
import { Failure } from './failure.ts';
import { decodeHistogram, LatencyHistogram } from './histogram.ts';
import type { HttpVerbs } from './http-load.ts';
import type { LoadOptions } from './options.ts';
import { noIrregularities, type PhaseResult, takeSnapshot, usageBetween } from './phase.ts';
import { Remote } from './remote.ts';
import type { Side } from './roles.ts';

/**
 * The publish API by itself, without subscribers, driven by autocannon. A closed loop: each connection waits
 * for its answer, so that latencies are of service alone, and the rate is what came out.
 */
export class HttpRequests implements Exercise {
  readonly #options: LoadOptions;
  readonly #driver: Remote<HttpVerbs>;
  readonly progress: Progress = { received: 0 };

  constructor(options: LoadOptions, cores: CorePlan) {
    this.#options = options;
    this.#driver = new Remote({
      name: 'http',
      entry: new URL('./http-load.ts', import.meta.url),
      cores: cores.harness,
    });
  }

  expected(_side: Side, count: number): number {
    return count;
  }

  async connect(): Promise<void> {}

  async rest(): Promise<void> {}

  async phase({ side, subject, kind, rate, count }: PhaseOrder): Promise<PhaseResult> {
    const [call] = subject.calls;
    if (call?.by !== 'http') throw new Failure('usage', `${subject.name} takes no publications over HTTP`);
    const { lanes, timeoutMs } = this.#options;
    const pid = subject.server?.pid;
    const before = takeSnapshot(pid);
    const report = await this.#driver.call('run', { call, count, connections: lanes, timeoutMs });
    const after = takeSnapshot(pid);
    const service = decodeHistogram(report.service);
    const loads = [{ role: 'http', load: report.load }];
    return {
      side,
      kind,
      publications: count,
      rate,
      expected: count,
      received: report.answered,
      units: report.answered,
      irregularities: { ...noIrregularities, lost: count - report.answered },
      waited: 0,
      refused: report.refused,
      ended: {},
      barriersMissed: 0,
      response: service,
      service,
      sendDelay: new LatencyHistogram(),
      ownDelay: new LatencyHistogram(),
      timeline: [],
      wallNs: report.wallNs,
      loads,
      ...usageBetween(before, after, loads),
    };
  }

  async finish(): Promise<[]> {
    return [];
  }

  async stop(): Promise<void> {
    this.#driver.stop();
  }
}
