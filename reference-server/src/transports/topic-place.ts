import type { TemplatedApp, WebSocket } from 'uWebSockets.js';
import type { Place } from '../connection.ts';
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

/** A WebSocket as one of those that are subscribed to a topic, or may be. */
export class TopicPlace implements Place {
  readonly #topic: Topic;
  /** Nothing once it has closed. */
  readonly #socket: () => WebSocket<unknown> | undefined;

  constructor(topic: Topic, socket: () => WebSocket<unknown> | undefined) {
    this.#topic = topic;
    this.#socket = socket;
  }

  get crowd(): Crowd {
    return this.#topic.crowd;
  }

  join(): void {
    this.#socket()?.subscribe(this.#topic.name);
  }

  leave(): void {
    this.#socket()?.unsubscribe(this.#topic.name);
  }
}
