import type { HttpResponse } from 'uWebSockets.js';
import type { Connection } from '../connection.ts';
import type { Frame } from '../frame.ts';

/**
 * An HTTP response without end, as a connection that may be used at any time: uWebSockets ends the process when a
 * finished one is touched.
 */
export class EventConnection implements Connection {
  readonly #closed: () => void;
  #response: HttpResponse | undefined;
  #isBlocked = false;
  #isCorked = false;

  /** @param closed called once, when the response has ended whichever way */
  constructor(response: HttpResponse, closed: () => void) {
    this.#response = response;
    this.#closed = closed;
  }

  /** The response has ended. */
  gone(): void {
    if (!this.#response) return;
    this.#response = undefined;
    this.#closed();
  }

  /**
   * uWebSockets does not say how much of a response it holds back, only that it does. From then on all
   * is too much, so that it never holds more than the frame that was one too many.
   */
  holdsMoreThan(): boolean {
    return this.#isBlocked;
  }

  send({ bytes }: Frame): boolean {
    const write = (): void => {
      if (this.#response?.write(bytes) === false) this.#isBlocked = true;
    };
    // A write outside of a cork is several packets: the length of the chunk, and the chunk.
    if (this.#isCorked) write();
    else this.#response?.cork(write);
    return true;
  }

  batch(sends: () => void): void {
    this.#isCorked = true;
    this.#response?.cork(sends);
    this.#isCorked = false;
  }

  probe(): void {}

  /**
   * The network takes more. uWebSockets leaves it to us to send what it holds back, which it does
   * ahead of anything that is written, so a comment is.
   *
   * @returns whether nothing is held back any more
   */
  resume(): boolean {
    this.#isBlocked = this.#response?.write(':\n') === false;
    return !this.#isBlocked;
  }

  /** Ends the response, or cuts it off when its reader does not take what there is. */
  close(): void {
    const response = this.#response;
    if (!response) return;
    if (this.#isBlocked) response.close();
    // Not with the option that closes the connection: uWebSockets would write a header into the stream.
    else response.cork(() => response.end());
    this.gone();
  }
}
