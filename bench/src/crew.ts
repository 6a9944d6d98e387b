import { setPriority } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AudienceReport, SubscriberOptions } from './audience.ts';
import type { CorePlan } from './cores.ts';
import type { Progress } from './exercise.ts';
import type { ProcessLoad } from './load.ts';
import type { PublisherVerbs, PublishOptions, PublishReport } from './publisher.ts';
import { usual } from './real-time.ts';
import { Remote } from './remote.ts';
import type { Side, SubscriberRole } from './roles.ts';
import { batches } from './sample.ts';
import type { SinkVerbs } from './sink.ts';
import type { StallReport } from './stalled.ts';
import type { Subject } from './subject.ts';

const largestBatch = 50;
const goodbyeMs = 500;
/** Sinks only verify; where real-time priority is denied, those who take latencies and publish go before them by this. */
const sinkNiceness = 10;

/** Where one subscriber is held. */
export interface Seat extends SubscriberOptions {
  role: SubscriberRole;
}

/** The processes of a fan-out: one publishes, one holds the probes, one the sinks. */
export class Crew {
  readonly #publisher: Remote<PublisherVerbs>;
  readonly #subscribers = new Map<SubscriberRole, Remote<SinkVerbs>>();
  readonly #progress = new Map<SubscriberRole, Progress>();

  constructor(options: { roles: Iterable<SubscriberRole>; cores: CorePlan }) {
    const { harness: cores, punctual } = options.cores;
    const entryOf = (file: string) => new URL(file, import.meta.url);
    this.#publisher = new Remote({
      name: 'publisher',
      entry: entryOf('./publisher.ts'),
      cores,
      punctuality: punctual.publisher,
    });
    for (const role of options.roles) {
      const punctuality = role === 'probes' ? punctual.probes : usual;
      const remote = new Remote<SinkVerbs>({ name: role, entry: entryOf('./sink.ts'), cores, punctuality });
      if (role === 'sinks' && punctual.probes === usual && remote.pid > 0) setPriority(remote.pid, sinkNiceness);
      remote.onProgress = (progress) => this.#progress.set(role, progress as Progress);
      this.#subscribers.set(role, remote);
    }
  }

  /** What the subscribers said last about the phase that runs. */
  get progress(): Progress {
    const parts = [...this.#progress.values()];
    const received = parts.reduce((sum, part) => sum + part.received, 0);
    const cpuShare = Math.max(0, ...parts.map((part) => part.cpuShare ?? 0));
    return { ...this.#progress.get('probes'), received, cpuShare };
  }

  /** Connects the publisher, and all subscribers of a side in the given order. @throws Failure `unreachable` */
  async connect(options: {
    side: Side;
    subject: Subject;
    payloadBytes: number;
    seats: readonly Seat[];
    timeoutMs: number;
  }): Promise<void> {
    const { side, subject, payloadBytes, seats, timeoutMs } = options;
    const { endpoint, calls, workload } = subject;
    const { deliveries, wire } = workload;
    const unstamped = deliveries?.stamp.pointer === undefined ? deliveries?.discriminant : undefined;
    await this.#each((remote, role) =>
      remote.call('open', { side, name: role, endpoint, wire, payloadBytes, ...(unstamped ? { unstamped } : {}) }),
    );
    for (const batch of batches(seats, largestBatch)) {
      const role = batch[0]?.role as SubscriberRole;
      await this.#subscribers.get(role)?.call('connect', { side, subscribers: batch, timeoutMs });
    }
    await this.#publisher.call('open', { side, calls, timeoutMs });
  }

  /** The load of the process that takes latencies while it has nothing to do. */
  async idle(ms: number): Promise<ProcessLoad | undefined> {
    return this.#subscribers.get('probes')?.call('idle', { ms });
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

  settle(options: Parameters<SinkVerbs['settle']>[0]): Promise<{ role: SubscriberRole; report: AudienceReport }[]> {
    return this.#each(async (remote, role) => ({ role, report: await remote.call('settle', options) }));
  }

  /** So many sinks of a side stop reading. */
  async stall(side: Side, count: number): Promise<void> {
    await this.#subscribers.get('sinks')?.call('stall', { side, count });
  }

  async resume(side: Side, timeoutMs: number): Promise<StallReport | undefined> {
    return this.#subscribers.get('sinks')?.call('resume', { side, timeoutMs });
  }

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
