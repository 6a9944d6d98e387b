import { setTimeout as sleep } from 'node:timers/promises';
import type { CorePlan } from './cores.ts';
import { memoryOf } from './cpu.ts';
import type { Exercise, PhaseOrder, Progress } from './exercise.ts';
import { LatencyHistogram } from './histogram.ts';
import type { LoadOptions } from './options.ts';
import { noIrregularities, type PhaseResult, takeSnapshot, usageBetween } from './phase.ts';
import { Remote } from './remote.ts';
import type { RequesterVerbs } from './requester.ts';
import type { Side } from './roles.ts';
import type { Subject } from './subject.ts';

/** After connecting, until the server's memory is read. */
const settleMs = 1000;
const goodbyeMs = 500;
/** Connected at once. */
const batch = 50;

/** Connections that are added and do nothing: what each costs the server in memory. */
export class Idling implements Exercise {
  readonly #options: LoadOptions;
  readonly #clients: Remote<RequesterVerbs>;
  progress: Progress = { received: 0 };

  constructor(options: LoadOptions, cores: CorePlan) {
    this.#options = options;
    const entry = new URL('./requester.ts', import.meta.url);
    this.#clients = new Remote({ name: 'clients', entry, cores: cores.harness });
  }

  expected(_side: Side, count: number): number {
    return count;
  }

  async connect(side: Side, { endpoint, workload }: Subject): Promise<void> {
    await this.#clients.call('open', { side, endpoint, wire: workload.wire });
  }

  async rest(): Promise<void> {}

  /** Adds `count` connections to those that are there. */
  async phase({ side, subject, kind, rate, count }: PhaseOrder): Promise<PhaseResult> {
    const { timeoutMs } = this.#options;
    const pid = subject.server?.pid;
    this.progress = { received: 0 };
    const before = takeSnapshot(pid);
    const bytesBefore = pid === undefined ? undefined : memoryOf(pid);
    for (let done = 0; done < count; done += batch) {
      await this.#clients.call('connect', { side, count: Math.min(batch, count - done), timeoutMs });
      this.progress = { received: Math.min(count, done + batch) };
    }
    await sleep(settleMs);
    const bytesAfter = pid === undefined ? undefined : memoryOf(pid);
    const after = takeSnapshot(pid);
    const grown = bytesBefore === undefined || bytesAfter === undefined ? undefined : bytesAfter - bytesBefore;
    return {
      side,
      kind,
      publications: count,
      rate,
      expected: count,
      received: count,
      units: count,
      irregularities: { ...noIrregularities },
      waited: 0,
      refused: {},
      ended: {},
      barriersMissed: 0,
      response: new LatencyHistogram(),
      service: new LatencyHistogram(),
      sendDelay: new LatencyHistogram(),
      ownDelay: new LatencyHistogram(),
      timeline: [],
      wallNs: after.atNs - before.atNs,
      loads: [],
      ...usageBetween(before, after, []),
      ...(grown === undefined ? {} : { bytesPerConnection: grown / count }),
    };
  }

  async finish(): Promise<[]> {
    return [];
  }

  async stop(): Promise<void> {
    await Promise.race([this.#clients.call('close', undefined).catch(() => {}), sleep(goodbyeMs)]);
    this.#clients.stop();
  }
}
