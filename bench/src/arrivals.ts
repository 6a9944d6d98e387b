import { nowNs } from './clock.ts';
import type { Crowd } from './crowd.ts';
import type { Dialogue, Tell } from './exchange.ts';

/** Clients that connect: a request is a connection, its answer the end of the dialogue that subscribes it. */
export class Arrivals implements Dialogue {
  readonly #crowd: Crowd;
  #open = 0;

  constructor(crowd: Crowd) {
    this.#crowd = crowd;
  }

  get open(): number {
    return this.#open;
  }

  begin(tell: Tell): boolean {
    this.#open++;
    this.#crowd
      .join({})
      .then(() => {
        tell.answered(nowNs());
        this.#open--;
        tell.completed(1);
      })
      .catch((error: Error) => {
        this.#open--;
        tell.failed(error.message);
      });
    return true;
  }

  read(): void {}

  take(): boolean {
    return false;
  }
}
