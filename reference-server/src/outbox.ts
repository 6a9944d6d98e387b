import type { Connection } from './connection.ts';
import { type Crowd, type Sharer, uncheckedShare } from './crowd.ts';
import type { Frame } from './frame.ts';
import type { Owner } from './owner.ts';
import type { Traits } from './traits.ts';
import { Turn } from './turn.ts';

/** Frames that one turn of the event loop may collect before they are sent. */
const batchFrames = 64;

/** Of those who are served one by one. */
const turn = new Turn<Sharer>();

export interface OutboxOptions {
  connection: Connection;
  facts: Traits['slowConsumer'];
  owner: Owner;
}

/** Of all who have nothing waiting, since most have nothing most of the time; never added to. */
const nothing: Frame[] = [];

/**
 * All that goes out on one connection, replies and events alike, in order. Frames of one turn of the
 * event loop leave together, and with those of others who have the same waiting. While more than the soft limit
 * waits in the transport, frames stay here; the queue is bounded and nothing in it is ever skipped.
 */
export class Outbox implements Sharer {
  isDue = false;
  readonly #connection: Connection;
  readonly #facts: OutboxOptions['facts'];
  readonly #owner: Owner;
  #waiting = nothing;
  #waitingBytes = 0;
  /** The one that it may be a member of. */
  #crowd: Crowd | undefined;
  #isBlocked = false;
  #whenEmpty: (() => void) | undefined;
  #whenIdle: (() => void)[] | undefined;

  constructor({ connection, facts, owner }: OutboxOptions) {
    this.#connection = connection;
    this.#facts = facts;
    this.#owner = owner;
  }

  /** Frames that the transport has not taken yet. */
  get waiting(): number {
    return this.#waiting.length;
  }

  push(frame: Frame): void {
    if (this.#waiting.length === 0) this.#waiting = [frame];
    else this.#waiting.push(frame);
    this.#waitingBytes += frame.bytes.length;
    if (this.#isBlocked) {
      const { queueMessages, queueBytes } = this.#facts;
      if (this.#waiting.length > queueMessages || this.#waitingBytes > queueBytes) this.#owner.overflowed();
    } else if (this.#waiting.length >= batchFrames) {
      this.flush();
    } else {
      (this.crowd?.turn ?? turn).flushAtEnd(this);
    }
  }

  get crowd(): Crowd | undefined {
    const crowd = this.#connection.place?.crowd;
    if (crowd !== this.#crowd) this.#crowd?.forget(this);
    this.#crowd = crowd;
    return crowd;
  }

  get shareable(): readonly Frame[] | undefined {
    const isFree = this.#waiting.length > 0 && !this.#isBlocked;
    return isFree && !this.#connection.holdsMoreThan(this.#checkedBytes - this.#waitingBytes)
      ? this.#waiting
      : undefined;
  }

  join(): void {
    this.#connection.place?.join();
  }

  leave(): void {
    this.#connection.place?.leave();
  }

  handed(): void {
    this.#waiting = nothing;
    this.#waitingBytes = 0;
  }

  /** Sends what the soft limit allows; called again when the transport has drained. */
  flush(): void {
    // A single frame is a packet by itself.
    if (this.#waiting.length === 1) this.#send();
    else if (this.#waiting.length > 1) this.#connection.batch(() => this.#send());
    if (this.#waiting.length > 0) return;
    this.#whenEmpty?.();
    if (this.#whenIdle && !this.#connection.holdsMoreThan(0)) this.#tellIdle();
  }

  /** Calls `run` once nothing waits here, at once if nothing does. */
  whenEmpty(run: () => void): void {
    this.#whenEmpty = run;
    this.flush();
  }

  /**
   * Calls `run` once nothing waits, here or in the transport, at once if nothing does; or when the connection
   * closes.
   */
  whenIdle(run: () => void): void {
    this.#whenIdle ??= [];
    this.#whenIdle.push(run);
    this.flush();
  }

  /** Forgets what waits; the connection has closed. */
  discard(): void {
    this.#crowd?.forget(this);
    this.#waiting = nothing;
    this.#waitingBytes = 0;
    this.#whenEmpty = undefined;
    this.#tellIdle();
  }

  /** A member of a crowd may hold back so much: the rest of the soft limit is for what it is sent unasked. */
  get #checkedBytes(): number {
    return this.#facts.softLimitBytes * (1 - uncheckedShare);
  }

  #leaveCrowd(): void {
    if (this.#crowd?.forget(this)) this.leave();
  }

  #tellIdle(): void {
    const runs = this.#whenIdle ?? [];
    this.#whenIdle = undefined;
    for (const run of runs) run();
  }

  #send(): void {
    let sent = 0;
    for (const frame of this.#waiting) {
      if (this.#connection.holdsMoreThan(this.#facts.softLimitBytes)) break;
      sent++;
      this.#waitingBytes -= frame.bytes.length;
      if (this.#connection.send(frame)) continue;
      this.#owner.overflowed();
      return;
    }
    this.#waiting = sent === this.#waiting.length ? nothing : this.#waiting.slice(sent);
    this.#isBlocked = this.#waiting.length > 0;
    // What others are sent would overtake what waits here, and is not asked whether there is room for it.
    if (this.#isBlocked || this.#connection.holdsMoreThan(this.#checkedBytes)) this.#leaveCrowd();
  }
}
