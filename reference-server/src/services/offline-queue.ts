import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { QueueKey, Queues, StoredMessage } from '../store/store.ts';
import type { Traits } from '../traits.ts';

/** A connection as the queue sees it. */
export interface Reader {
  /** Aborted when the connection ends. */
  readonly ended: AbortSignal;
  /** Hands messages to the socket at once, behind what waits. @returns whether it has them all */
  forward(messages: readonly StoredMessage[]): boolean;
  /** Calls `run` once nothing that was sent waits any more, or the connection has closed. */
  whenIdle(run: () => void): void;
}

export interface Delivery {
  key: QueueKey;
  message: StoredMessage;
  facts: NonNullable<Traits['offlineQueue']>;
  /** Delivers to whoever is there now. @returns to how many */
  deliver: () => number;
}

export interface Receipt {
  /** Sessions that took the message. */
  recipients: number;
  /** The message waits for a client that is away, and survives the death of the process. */
  isQueued: boolean;
}

export interface Identification {
  /** Whose client it is. */
  owner: Omit<QueueKey, 'clientId'> & { userId: string };
  presented?: string | undefined;
  /** Ids that are remembered of one user; a client that lost its own takes another one. */
  maxOfUser: number;
}

/** One client that is being written to or is collecting; forgotten when it is neither. */
interface Box {
  readonly key: QueueKey;
  readonly readers: Set<Reader>;
  /** Pushes begun, and those not yet done. */
  pushes: number;
  pending: number;
  /** Nothing waits, so that messages may go to the readers directly. */
  isCaughtUp: boolean;
  isPumping: boolean;
}

/**
 * What is handed over in one step. A step waits until the socket has sent the one before, so that a
 * reader which is slow, or goes away, has no more than this on its way.
 */
const step = { messages: 32, bytes: 262_144 };

/**
 * Keeps messages for clients that are away and hands them over when they are back, in order and
 * before anything newer. A message leaves the queue in the turn of the event loop in which the socket
 * took it: what a connection then loses on its way is gone (DEVMENTOR-A19), and what a crash cuts off
 * between the two, one step at most, comes twice rather than never.
 */
export class OfflineQueue {
  readonly #queues: Queues;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #boxes = new Map<string, Box>();

  constructor({ queues, clock, log }: { queues: Queues; clock: Clock; log: Log }) {
    this.#queues = queues;
    this.#clock = clock;
    this.#log = log;
  }

  /**
   * The id of a user's client: the one it presents, if that was handed out to this user, otherwise a
   * new one, so that nobody opens another's queue (DEVMENTOR-A03).
   */
  async identify({ owner, presented, maxOfUser }: Identification): Promise<string> {
    const { realm, tenant, userId } = owner;
    const nowMs = this.#clock.now();
    if (presented !== undefined) {
      const isOwn = await this.#queues.visit({ realm, tenant, clientId: presented }, { userId, nowMs });
      if (isOwn) return presented;
    }
    const clientId = randomUUID();
    await this.#queues.create({ realm, tenant, clientId }, { userId, nowMs, maxOfUser });
    return clientId;
  }

  /** How many messages wait. */
  count(key: QueueKey): Promise<number> {
    return this.#queues.count(key, this.#clock.now());
  }

  /** Brings a message to a client: now if it is there and nothing waits, otherwise behind what waits. */
  async send({ key, message, facts, deliver }: Delivery): Promise<Receipt> {
    const box = this.#box(key);
    if (box.isCaughtUp) {
      const recipients = deliver();
      if (recipients > 0) return { recipients, isQueued: false };
    }
    box.isCaughtUp = false;
    const isQueued = await this.#push(box, message, facts);
    // A client without a queue has no id but its connection's.
    return { recipients: isQueued ? 0 : deliver(), isQueued };
  }

  /**
   * Hands over what waits, and lets newer messages through once nothing does. To be called behind the
   * welcome.
   *
   * @returns stops it, when the connection becomes another client's; it stops by itself when it ends
   */
  collect(key: QueueKey, reader: Reader): () => void {
    if (reader.ended.aborted) return () => {};
    const box = this.#box(key);
    const leave = (): void => this.#leave(box, reader);
    box.readers.add(reader);
    reader.ended.addEventListener('abort', leave, { once: true });
    this.#pump(box);
    return leave;
  }

  async #push(box: Box, message: StoredMessage, facts: Delivery['facts']): Promise<boolean> {
    const nowMs = this.#clock.now();
    const { messages, bytes = Infinity, retentionMs } = facts;
    box.pushes++;
    box.pending++;
    try {
      const options = { nowMs, expiresMs: nowMs + retentionMs, bounds: { messages, bytes } };
      const dropped = await this.#queues.push(box.key, message, options);
      if (dropped) this.#log.warn({ ...box.key, dropped }, 'an offline queue is full, its oldest messages are dropped');
      return dropped !== undefined;
    } finally {
      box.pending--;
      this.#pump(box);
      this.#tidy(box);
    }
  }

  /** Runs until nothing waits or nobody is there; one at a time for each client. */
  async #pump(box: Box): Promise<void> {
    if (box.isPumping) return;
    box.isPumping = true;
    try {
      let goesOn = true;
      while (goesOn) goesOn = await this.#handOver(box);
    } catch (error) {
      this.#log.error({ err: error, ...box.key }, 'an offline queue cannot be read');
    } finally {
      box.isPumping = false;
      this.#tidy(box);
    }
  }

  /** @returns whether there may be more to hand over */
  async #handOver(box: Box): Promise<boolean> {
    const { key } = box;
    const { pushes } = box;
    const messages = await this.#queues.peek(key, this.#clock.now(), step);
    const [reader] = box.readers;
    if (!reader) return false;
    if (messages.length === 0) {
      // A push that is not done yet pumps again; one that was done meanwhile is still to be seen.
      if (box.pending === 0 && box.pushes !== pushes) return true;
      box.isCaughtUp = box.pending === 0;
      return false;
    }
    await idle(reader);
    if (!box.readers.has(reader)) return true;
    const isHanded = reader.forward(messages);
    if (!isHanded) await idle(reader);
    if (isHanded || !reader.ended.aborted) await this.#queues.remove(key, messages.at(-1)?.position ?? 0);
    return true;
  }

  #leave(box: Box, reader: Reader): void {
    box.readers.delete(reader);
    this.#tidy(box);
  }

  #box(key: QueueKey): Box {
    const name = nameOf(key);
    let box = this.#boxes.get(name);
    if (!box) {
      box = { key, readers: new Set(), pushes: 0, pending: 0, isCaughtUp: false, isPumping: false };
      this.#boxes.set(name, box);
    }
    return box;
  }

  #tidy(box: Box): void {
    if (box.readers.size === 0) box.isCaughtUp = false;
    if (box.readers.size === 0 && box.pending === 0 && !box.isPumping) this.#boxes.delete(nameOf(box.key));
  }
}

function nameOf({ realm, tenant, clientId }: QueueKey): string {
  return JSON.stringify([realm, tenant, clientId]);
}

function idle(reader: Reader): Promise<void> {
  return new Promise((resolve) => reader.whenIdle(resolve));
}
