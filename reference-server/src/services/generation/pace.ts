import { setImmediate, setTimeout } from 'node:timers/promises';

/**
 * Lets one stream go on at its rate. It keeps real time and not the server's clock: pace is for the
 * eyes of whoever reads along and nothing expires by it, and a test that moves virtual time ahead by a
 * minute must not get a minute's tokens of all streams in one go.
 */
export class Pace {
  readonly #perSecond: number;
  readonly #startMs = performance.now();
  #turns = 0;

  /** @param perSecond turns per second; 0 is as fast as the others let it */
  constructor(perSecond: number) {
    this.#perSecond = perSecond;
  }

  /**
   * Waits until the next turn is due. A stream that is late makes up for it, but every turn lets all
   * others have theirs.
   *
   * @throws AbortError as soon as the signal is aborted
   */
  async turn(signal: AbortSignal): Promise<void> {
    this.#turns++;
    const delayMs =
      this.#perSecond > 0 ? this.#startMs + (this.#turns * 1000) / this.#perSecond - performance.now() : 0;
    if (delayMs >= 1) await setTimeout(delayMs, undefined, { signal });
    else await setImmediate(undefined, { signal });
  }
}
