import type { Clock, Timer } from './clock.ts';
import type { Connection, Listener } from './connection.ts';
import type { Drainable } from './drain.ts';
import type { Outgoing } from './encoded.ts';
import { comment, frameRetry } from './event-frame.ts';
import type { Recipient } from './fanout.ts';
import type { Metrics } from './metrics.ts';
import { Outbox } from './outbox.ts';
import type { Owner } from './owner.ts';
import type { Traits } from './traits.ts';

export interface EventStreamOptions {
  connection: Connection;
  facts: NonNullable<Traits['sse']>;
  slowConsumer: Traits['slowConsumer'];
  clock: Clock;
  metrics: Metrics;
  /** Wire names of the events wanted; all without. */
  selection: ReadonlySet<string> | undefined;
  /** Called for every event that goes out. */
  sent: (event: Outgoing, bytes: number) => void;
  /** Called once, when the connection has closed. */
  ended: () => void;
}

/** One reader of server-sent events. It is skipped no event that it selected: one too slow is closed and resumes. */
export class EventStream implements Recipient, Listener, Drainable, Owner {
  readonly #options: EventStreamOptions;
  readonly #outbox: Outbox;
  #keepAlive: Timer | undefined;
  #state: 'open' | 'draining' | 'closed' = 'open';

  constructor(options: EventStreamOptions) {
    const { connection, slowConsumer } = options;
    this.#options = options;
    this.#outbox = new Outbox({ connection, facts: slowConsumer, owner: this });
  }

  /** Begins with what the reader has missed; called once. */
  open(missed: readonly Outgoing[]): void {
    const { facts, metrics } = this.#options;
    metrics.streamOpened();
    this.#write(frameRetry(facts.retryMs ?? 0));
    for (const event of missed) this.deliver(event);
    this.#outbox.flush();
    this.#arm();
  }

  get waitingMessages(): number {
    return this.#outbox.waiting;
  }

  deliver(event: Outgoing): boolean {
    const { selection, metrics, sent } = this.#options;
    if (this.#state !== 'open' || selection?.has(event.name) === false) return false;
    const frame = event.frame('plain');
    metrics.eventSent(event.name);
    sent(event, frame.bytes.length);
    this.#outbox.push(frame);
    return true;
  }

  /** Readers say nothing. */
  received(): void {}
  alive(): void {}

  drained(): void {
    this.#outbox.flush();
  }

  closed(): void {
    this.#state = 'closed';
    this.#keepAlive?.cancel();
    this.#outbox.discard();
    this.#options.metrics.streamClosed();
    this.#options.ended();
  }

  /** Readers ask for nothing. */
  readonly isBusy = false;

  /** Ends at once. */
  kick(): void {
    this.#options.connection.close(0);
  }

  overflowed(): void {
    this.kick();
  }

  /** Ends once all that waits has gone out; nothing is added meanwhile. */
  drain(): void {
    if (this.#state !== 'open') return;
    this.#state = 'draining';
    this.#keepAlive?.cancel();
    this.#outbox.whenEmpty(() => this.#options.connection.close(0));
  }

  #arm(): void {
    const { clock, facts } = this.#options;
    this.#keepAlive = clock.after(facts.keepAliveMs, () => {
      this.#outbox.flush();
      // A reader that is behind has enough to read.
      if (this.#outbox.waiting === 0) this.#write(comment);
      this.#outbox.flush();
      if (this.#state === 'open') this.#arm();
    });
  }

  #write(text: string): void {
    this.#outbox.push({ bytes: Buffer.from(text), isBinary: false });
  }
}
