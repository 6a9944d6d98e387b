import type { TemplatedApp } from 'uWebSockets.js';
import { Crowd } from '../crowd.ts';
import type { Traits } from '../traits.ts';

/** A topic of uWebSockets, and the crowd that is subscribed to it. */
export class Topic {
  readonly name: string;
  readonly crowd: Crowd;
  #publishedBytes = 0;

  /**
   * A topic of its own for a path. What is published goes out at the end of the turn, up to 32 messages in one write;
   * what a member is sent by itself afterwards goes out behind it.
   */
  constructor(app: Pick<TemplatedApp, 'publish'>, path: string, { softLimitBytes }: Traits['slowConsumer']) {
    this.name = `crowd ${path}`;
    this.crowd = new Crowd({
      softLimitBytes,
      send: ({ bytes, isBinary }) => {
        this.#publishedBytes += bytes.length;
        app.publish(this.name, bytes, isBinary);
      },
    });
  }

  /** All that was published. */
  get publishedBytes(): number {
    return this.#publishedBytes;
  }
}
