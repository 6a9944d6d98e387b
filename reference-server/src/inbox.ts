import type { Dispatcher } from './dispatch.ts';
import type { Owner } from './owner.ts';
import type { Protocol } from './protocol.ts';
import type { Received } from './received.ts';
import type { Traits } from './traits.ts';

export interface InboxOptions {
  /** Handles one message; when it returns a promise, the next one waits for it. */
  dispatcher: Pick<Dispatcher<Protocol>, 'dispatch'>;
  /** What may wait: no more bytes than one message may have, and so many messages. */
  limits: Pick<Traits['limits'], 'messageBytes' | 'waitingMessages'>;
  owner: Owner;
}

/**
 * All that comes in on one connection, one message after the other: a client may send what needs
 * authentication right behind its credential, without waiting for the verdict.
 */
export class Inbox {
  readonly #dispatcher: InboxOptions['dispatcher'];
  readonly #limits: InboxOptions['limits'];
  readonly #owner: Owner;
  /** Made for the first that has to wait. */
  #waiting: Received[] | undefined;
  #waitingBytes = 0;
  #isBusy = false;

  constructor({ dispatcher, limits, owner }: InboxOptions) {
    this.#dispatcher = dispatcher;
    this.#limits = limits;
    this.#owner = owner;
  }

  /** Messages behind the one that is being handled. */
  get waiting(): number {
    return this.#waiting?.length ?? 0;
  }

  /** A message is being handled. */
  get isBusy(): boolean {
    return this.#isBusy;
  }

  push(received: Received): void {
    if (this.#isBusy) this.#keep(received);
    else this.#run(received);
  }

  /** Forgets what waits; the connection has closed. */
  discard(): void {
    this.#waiting = undefined;
    this.#waitingBytes = 0;
  }

  #keep(received: Received): void {
    this.#waiting ??= [];
    this.#waiting.push(received.keep());
    this.#waitingBytes += received.size;
    const { messageBytes, waitingMessages } = this.#limits;
    if (this.waiting > waitingMessages || this.#waitingBytes > messageBytes) {
      this.discard();
      this.#owner.overflowed();
    }
  }

  #run(received: Received): void {
    const pending = this.#dispatcher.dispatch(received);
    if (!pending) return;
    this.#isBusy = true;
    pending.finally(() => this.#resume());
  }

  #resume(): void {
    this.#isBusy = false;
    while (!this.#isBusy) {
      const received = this.#waiting?.shift();
      if (!received) return;
      this.#waitingBytes -= received.size;
      this.#run(received);
    }
  }
}
