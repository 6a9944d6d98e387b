import type { Frame } from './connection.ts';

export interface InboxOptions {
  /** Handles one frame; when it returns a promise, the next frame waits for it. */
  handle: (frame: Frame) => Promise<void> | void;
  /** Bytes that may wait. */
  maxBytes: number;
  /** Frames that may wait. */
  maxFrames: number;
  overflowed: () => void;
}

/**
 * All that comes in on one connection, one frame after the other: a client may send what needs
 * authentication right behind its credential, without waiting for the verdict.
 */
export class Inbox {
  readonly #options: InboxOptions;
  #waiting: Frame[] = [];
  #waitingBytes = 0;
  #isBusy = false;

  constructor(options: InboxOptions) {
    this.#options = options;
  }

  /** Frames behind the one that is being handled. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** A frame is being handled. */
  get isBusy(): boolean {
    return this.#isBusy;
  }

  push(frame: Frame): void {
    if (this.#isBusy) this.#keep(frame);
    else this.#run(frame);
  }

  /** Forgets what waits; the connection has closed. */
  discard(): void {
    this.#waiting = [];
    this.#waitingBytes = 0;
  }

  #keep({ bytes, isBinary }: Frame): void {
    this.#waiting.push({ bytes: new Uint8Array(bytes), isBinary });
    this.#waitingBytes += bytes.length;
    if (this.#waiting.length > this.#options.maxFrames || this.#waitingBytes > this.#options.maxBytes) {
      this.discard();
      this.#options.overflowed();
    }
  }

  #run(frame: Frame): void {
    const pending = this.#options.handle(frame);
    if (!pending) return;
    this.#isBusy = true;
    pending.finally(() => this.#resume());
  }

  #resume(): void {
    this.#isBusy = false;
    while (!this.#isBusy) {
      const frame = this.#waiting.shift();
      if (!frame) return;
      this.#waitingBytes -= frame.bytes.length;
      this.#run(frame);
    }
  }
}
