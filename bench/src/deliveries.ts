import { randomInt } from 'node:crypto';
import { nowNs } from './clock.ts';
import type { CorePlan } from './cores.ts';
import { Crew, type Seat } from './crew.ts';
import type { Exercise, PhaseOrder, Progress } from './exercise.ts';
import { generatorLimits } from './generator-limits.ts';
import { decodeHistogram } from './histogram.ts';
import { LoadMeter } from './load.ts';
import type { LoadOptions } from './options.ts';
import { addCounts, type PhaseResult, type StallOutcome, takeSnapshot, usageBetween } from './phase.ts';
import { expectedOf } from './reception.ts';
import type { Side } from './roles.ts';
import { connectOrder } from './sample.ts';
import type { Subject } from './subject.ts';
import { readTimeline } from './timeline.ts';
import { lanesOf, planTopics, type TopicPlan } from './topics.ts';

/** Time for the schedule to reach all processes before t0. */
const leadMs = 50;
const idleMs = 400;
/** What disturbs a moment at rest may be over in the next one. */
const restTries = 4;
/** For the answer to the barrier at the end of a phase. */
const barrierMs = 2000;
/** How long a late duplicate is waited for where the document has no barrier. */
const settleMs = 300;
const everyLane = 0xffffffff;

/** One schedule of publications, delivered to many: fan-out in all its forms. */
export class Deliveries implements Exercise {
  readonly #options: LoadOptions;
  readonly #crew: Crew;
  readonly #order: ReturnType<typeof connectOrder>;
  readonly #seats = new Map<Side, Seat[]>();
  readonly #stalled = new Map<Side, number>();
  /** Loop delay of the probes' process at rest, milliseconds. */
  #idleDelayMs = 0;
  readonly #meter = new LoadMeter();

  constructor(options: LoadOptions, cores: CorePlan, seed: number) {
    this.#options = options;
    this.#order = connectOrder({ subscribers: options.connections, probes: options.probes, seed });
    this.#crew = new Crew({ roles: new Set(this.#order), cores });
  }

  get progress(): Progress {
    return this.#crew.progress;
  }

  expected(side: Side, count: number): number {
    const seats = this.#seats.get(side) ?? [];
    const entitled = Uint32Array.from(seats, ({ lanes }) => lanes);
    const all = expectedOf(entitled, { publications: count, lanes: this.#options.lanes });
    return all - (this.#stalled.get(side) ?? 0) * count;
  }

  async connect(side: Side, subject: Subject): Promise<void> {
    const { topics: topicFacts } = subject.workload.deliveries ?? {};
    const plan = topicFacts && planTopics(this.#options.lanes, topicFacts.wildcard);
    const seats = this.#order.map((role, index) => ({ role, ...entitlement(plan, topicFacts?.wildcard, index) }));
    this.#seats.set(side, seats);
    const { payloadBytes, timeoutMs } = this.#options;
    await this.#crew.connect({ side, subject, payloadBytes, seats, timeoutMs });
  }

  async rest(): Promise<void> {
    for (let time = 0; time < restTries; time++) {
      this.#idleDelayMs = (await this.#crew.idle(idleMs))?.loopDelayMs ?? 0;
      if (this.#idleDelayMs <= generatorLimits.restDelayMs) break;
    }
    const { stalledShare = 0, connections, stalledSide } = this.#options;
    const count = Math.floor(connections * stalledShare);
    if (stalledSide === undefined || count === 0) return;
    await this.#crew.stall(stalledSide, count);
    this.#stalled.set(stalledSide, count);
  }

  /**
   * Publishes one schedule to one side, waits until all of it has arrived or nothing more comes, and accounts for
   * it.
   */
  async phase(order: PhaseOrder): Promise<PhaseResult> {
    const { side, subject, kind, rate, count } = order;
    const { lanes, laneChoice, burst, timeoutMs, lossAfterMs } = this.#options;
    const run = randomInt(2 ** 32);
    const pid = subject.server?.pid;
    const { stamp } = subject.workload.deliveries ?? {};
    const rehearsal = kind === 'rehearsal' && stamp?.pointer !== undefined ? { stampAt: stamp.pointer } : {};
    const schedule = { startNs: nowNs() + leadMs * 1e6, rate, count, burst };
    const latencies = kind === 'measured' ? 'record' : 'ignore';
    await this.#crew.begin({ side, run, lanes, schedule, latencies, ...rehearsal });
    const before = takeSnapshot(pid);
    this.#meter.restart();
    const published = await this.#crew.publish({ side, run, choice: laneChoice, timeoutMs, ...schedule });
    const coordinator = this.#meter.read();
    const publications = count - published.unsent;
    // Nobody waits long for what the server has told that it did not take.
    const refused = Object.values(published.refused).reduce((total, times) => total + times, 0);
    const quietMs = refused >= publications ? Math.min(settleMs, lossAfterMs) : lossAfterMs;
    const receivers = await this.#crew.drain({ side, publications, quietMs, timeoutMs });
    const after = takeSnapshot(pid);
    const reports = await this.#crew.settle({ side, quietMs: settleMs, timeoutMs: barrierMs });

    const sum = (pick: (report: (typeof reports)[number]['report']) => number) =>
      reports.reduce((total, { report }) => total + pick(report), 0);
    const probes = reports.find(({ role }) => role === 'probes')?.report;
    const expected = this.expected(side, count);
    const received = sum((report) => report.received);
    const loads = [
      { role: 'publisher', load: published.load },
      ...receivers.map((entry) => (entry.role === 'probes' ? { ...entry, idleDelayMs: this.#idleDelayMs } : entry)),
      { role: 'coordinator', load: coordinator },
    ];
    return {
      side,
      kind,
      publications: count,
      rate,
      expected,
      received,
      units: received,
      irregularities: {
        lost: expected - received,
        duplicates: sum((report) => report.duplicates),
        orderViolations: sum((report) => report.orderViolations),
        misrouted: sum((report) => report.misrouted),
        malformed: sum((report) => report.malformed),
        strays: sum((report) => report.strays),
        unsent: published.unsent,
      },
      waited: published.waited,
      refused: published.refused,
      ended: addCounts(reports.map(({ report }) => report.ended)),
      barriersMissed: sum((report) => report.barriersMissed),
      response: decodeHistogram(probes?.response ?? ''),
      service: decodeHistogram(probes?.service ?? ''),
      sendDelay: decodeHistogram(published.sendDelay),
      ownDelay: decodeHistogram(published.ownDelay),
      timeline: readTimeline(probes?.timeline ?? [], count / rate),
      wallNs: after.atNs - schedule.startNs,
      loads,
      ...usageBetween(before, after, loads),
    };
  }

  /** Those who did not read, read again. */
  async finish(): Promise<StallOutcome[]> {
    const outcomes = [...this.#stalled.keys()].map(async (side) => {
      const report = await this.#crew.resume(side, this.#options.timeoutMs);
      return report ? [{ side, ...report }] : [];
    });
    return (await Promise.all(outcomes)).flat();
  }

  stop(): Promise<void> {
    return this.#crew.stop();
  }
}

/** What the subscriber at one position subscribes to. */
function entitlement(plan: TopicPlan | undefined, wildcard: string | undefined, index: number): Omit<Seat, 'role'> {
  if (!plan) return { lanes: everyLane };
  const pattern = plan.patterns[index % plan.patterns.length] as string;
  return { pattern, lanes: lanesOf(pattern, plan, wildcard) >>> 0 };
}
