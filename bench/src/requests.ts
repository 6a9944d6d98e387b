import { setTimeout as sleep } from 'node:timers/promises';
import { nowNs } from './clock.ts';
import type { CorePlan } from './cores.ts';
import type { Exercise, PhaseOrder, Progress } from './exercise.ts';
import { decodeHistogram } from './histogram.ts';
import { LoadMeter } from './load.ts';
import type { LoadOptions } from './options.ts';
import { noIrregularities, type PhaseResult, takeSnapshot, usageBetween } from './phase.ts';
import { Remote } from './remote.ts';
import type { RequesterVerbs, RequestKind } from './requester.ts';
import type { Side } from './roles.ts';
import type { Subject } from './subject.ts';
import { readTimeline } from './timeline.ts';

const leadMs = 50;
const idleMs = 400;
const goodbyeMs = 500;

/** One schedule of requests, each answered to the client that asked: round trips, streams, connections. */
export class Requests implements Exercise {
  readonly #options: LoadOptions;
  readonly #kind: RequestKind;
  readonly #requester: Remote<RequesterVerbs>;
  readonly #meter = new LoadMeter();
  #idleDelayMs = 0;
  progress: Progress = { received: 0 };

  constructor(kind: RequestKind, options: LoadOptions, cores: CorePlan) {
    this.#kind = kind;
    this.#options = options;
    const entry = new URL('./requester.ts', import.meta.url);
    this.#requester = new Remote({ name: 'requester', entry, cores: cores.harness });
    this.#requester.onProgress = (progress) => {
      this.progress = progress as Progress;
    };
  }

  expected(_side: Side, count: number): number {
    return count;
  }

  async connect(side: Side, { endpoint, workload }: Subject): Promise<void> {
    const { connections, timeoutMs } = this.#options;
    const { stream } = workload;
    // Requests are signs of life, and the answer to another one could be taken for theirs.
    const { signOfLifeMs: _, ...asking } = workload.wire;
    const wire = this.#kind === 'roundtrip' ? asking : workload.wire;
    await this.#requester.call('open', { side, endpoint, wire, ...(stream ? { stream } : {}) });
    if (this.#kind !== 'connect') await this.#requester.call('connect', { side, count: connections, timeoutMs });
  }

  async rest(): Promise<void> {
    this.#idleDelayMs = (await this.#requester.call('idle', { ms: idleMs })).loopDelayMs;
  }

  async phase(order: PhaseOrder): Promise<PhaseResult> {
    const { side, subject, kind, rate, count } = order;
    const { timeoutMs } = this.#options;
    this.progress = { received: 0 };
    const pid = subject.server?.pid;
    const before = takeSnapshot(pid);
    this.#meter.restart();
    const startNs = nowNs() + leadMs * 1e6;
    const request = { side, kind: this.#kind, startNs, rate, count, timeoutMs };
    const { report, load, ended } = await this.#requester.call('request', request);
    const after = takeSnapshot(pid);
    const loads = [
      { role: 'requester', load, idleDelayMs: this.#idleDelayMs },
      { role: 'coordinator', load: this.#meter.read() },
    ];
    return {
      side,
      kind,
      publications: count,
      rate,
      expected: count,
      received: report.completed,
      units: report.units,
      irregularities: {
        ...noIrregularities,
        lost: report.requests - report.completed,
        malformed: report.irregular,
        unsent: report.unsent,
      },
      waited: report.waited,
      refused: report.failed,
      ended,
      barriersMissed: 0,
      response: decodeHistogram(report.response),
      service: decodeHistogram(report.service),
      ...(this.#kind === 'stream' ? { gap: decodeHistogram(report.gap) } : {}),
      sendDelay: decodeHistogram(report.sendDelay),
      ownDelay: decodeHistogram(report.ownDelay),
      timeline: readTimeline(report.timeline, count / rate),
      wallNs: after.atNs - startNs,
      loads,
      ...usageBetween(before, after, loads),
    };
  }

  async finish(): Promise<[]> {
    return [];
  }

  async stop(): Promise<void> {
    await Promise.race([this.#requester.call('close', undefined).catch(() => {}), sleep(goodbyeMs)]);
    this.#requester.stop();
  }
}
