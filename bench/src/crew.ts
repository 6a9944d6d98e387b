import { setTimeout as sleep } from 'node:timers/promises';
import type { CorePlan } from './cores.ts';
import type { CrowdReport } from './crowd.ts';
import type { ProcessLoad } from './load.ts';
import type { PublisherVerbs, PublishOptions, PublishReport } from './publisher.ts';
import { Remote } from './remote.ts';
import type { Side, SubscriberRole } from './roles.ts';
import { batches } from './sample.ts';
import type { SinkProgress, SinkVerbs } from './sink.ts';
import type { Subject } from './subject.ts';
import type { SubscriberWire } from './workload.ts';

const largestBatch = 50;
const goodbyeMs = 500;

/** The processes of the harness: one publishes, one holds the probes, one the sinks. */
export class Crew {
  readonly #publisher: Remote<PublisherVerbs>;
  readonly #subscribers = new Map<SubscriberRole, Remote<SinkVerbs>>();
  readonly #progress = new Map<SubscriberRole, SinkProgress>();

  constructor(options: { roles: Iterable<SubscriberRole>; cores: CorePlan }) {
    const cores = options.cores.harness;
    this.#publisher = new Remote({ name: 'publisher', entry: new URL('./publisher.ts', import.meta.url), cores });
    for (const role of options.roles) {
      const remote = new Remote<SinkVerbs>({ name: role, entry: new URL('./sink.ts', import.meta.url), cores });
      remote.onProgress = (progress) => this.#progress.set(role, progress as SinkProgress);
      this.#subscribers.set(role, remote);
    }
  }

  /** What the subscribers said last about the phase that runs. */
  get progress(): SinkProgress {
    const parts = [...this.#progress.values()];
    const received = parts.reduce((sum, part) => sum + part.received, 0);
    return { ...this.#progress.get('probes'), received };
  }

  /** Connects all subscribers of a side in the given order. @throws Failure `unreachable` */
  async connect(options: {
    side: Side;
    subject: Subject;
    wire: SubscriberWire;
    payloadBytes: number;
    order: readonly SubscriberRole[];
    lanes: number;
    timeoutMs: number;
  }): Promise<void> {
    const { side, subject, wire, payloadBytes, order, lanes, timeoutMs } = options;
    const { endpoint, call } = subject;
    await this.#publisher.call('open', { side, call, lanes });
    await this.#each((remote) => remote.call('open', { side, endpoint, wire, payloadBytes }));
    for (const { role, count } of batches(order, largestBatch)) {
      await this.#subscribers.get(role)?.call('connect', { side, count, timeoutMs });
    }
  }

  /** Prepares all for a phase; of its latencies only the probes keep any. */
  async begin(phase: Parameters<SinkVerbs['begin']>[0]): Promise<void> {
    this.#progress.clear();
    await this.#each((remote, role) =>
      remote.call('begin', { ...phase, latencies: role === 'probes' ? phase.latencies : 'ignore' }),
    );
  }

  publish(options: PublishOptions): Promise<PublishReport> {
    return this.#publisher.call('publish', options);
  }

  /** Waits until all has arrived or nothing more comes. Returns the load of each process while publishing. */
  drain(options: Parameters<SinkVerbs['drain']>[0]): Promise<{ role: SubscriberRole; load: ProcessLoad }[]> {
    return this.#each(async (remote, role) => ({ role, load: await remote.call('drain', options) }));
  }

  settle(options: Parameters<SinkVerbs['settle']>[0]): Promise<{ role: SubscriberRole; report: CrowdReport }[]> {
    return this.#each(async (remote, role) => ({ role, report: await remote.call('settle', options) }));
  }

  /** Takes leave of the servers, and ends all processes whether that went well or not. */
  async stop(): Promise<void> {
    const goodbyes = [
      this.#publisher.call('close', undefined),
      this.#each((remote) => remote.call('close', undefined)),
    ];
    await Promise.race([Promise.allSettled(goodbyes), sleep(goodbyeMs)]);
    this.#publisher.stop();
    for (const remote of this.#subscribers.values()) remote.stop();
  }

  #each<T>(ask: (remote: Remote<SinkVerbs>, role: SubscriberRole) => Promise<T>): Promise<T[]> {
    return Promise.all([...this.#subscribers].map(([role, remote]) => ask(remote, role)));
  }
}
