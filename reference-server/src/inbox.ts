import type { Received } from './received.ts';

export interface InboxOptions {
  /** Handles one message; when it returns a promise, the next one waits for it. */
  handle: (received: Received) => Promise<void> | void;
  /** Bytes that may wait. */
  maxBytes: number;
  /** Messages that may wait. */
  maxMessages: number;
  overflowed: () => void;
}

/**
 * All that comes in on one connection, one message after the other: a client may send what needs
 * authentication right behind its credential, without waiting for the verdict.
 */
export class Inbox {
  readonly #options: InboxOptions;
  #waiting: Received[] = [];
  #waitingBytes = 0;
  #isBusy = false;

  constructor(options: InboxOptions) {
    this.#options = options;
  }

  /** Messages behind the one that is being handled. */
  get waiting(): number {
    return this.#waiting.length;
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
    this.#waiting = [];
    this.#waitingBytes = 0;
  }

  #keep(received: Received): void {
    this.#waiting.push(received.keep());
    this.#waitingBytes += received.size;
    if (this.#waiting.length > this.#options.maxMessages || this.#waitingBytes > this.#options.maxBytes) {
      this.discard();
      this.#options.overflowed();
    }
  }

  #run(received: Received): void {
    const pending = this.#options.handle(received);
    if (!pending) return;
    this.#isBusy = true;
    pending.finally(() => this.#resume());
  }

  #resume(): void {
    this.#isBusy = false;
    while (!this.#isBusy) {
      const received = this.#waiting.shift();
      if (!received) return;
      this.#waitingBytes -= received.size;
      this.#run(received);
    }
  }
}
