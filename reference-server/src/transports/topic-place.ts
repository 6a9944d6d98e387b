import type { TemplatedApp, WebSocket } from 'uWebSockets.js';
import type { Place } from '../connection.ts';
import { Crowd } from '../crowd.ts';
import type { Backlog } from './backlog.ts';

/** A topic of uWebSockets, and the crowd that is subscribed to it. */
export interface Topic {
  readonly name: string;
  readonly crowd: Crowd;
}

/**
 * A topic of its own for a path. What is published goes out at the end of the turn, up to 32 messages in one write;
 * what a member is sent by itself afterwards goes out behind it.
 */
export function topicFor(app: Pick<TemplatedApp, 'publish'>, path: string): Topic {
  const name = `crowd ${path}`;
  return { name, crowd: new Crowd(({ bytes, isBinary }) => void app.publish(name, bytes, isBinary)) };
}

/** A WebSocket as one of those that are subscribed to a topic, or may be. */
export class TopicPlace implements Place {
  readonly #topic: Topic;
  readonly #backlog: Backlog;
  /** Nothing once it has closed. */
  readonly #socket: () => WebSocket<unknown> | undefined;

  constructor(topic: Topic, backlog: Backlog, socket: () => WebSocket<unknown> | undefined) {
    this.#topic = topic;
    this.#backlog = backlog;
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

  handed(bytes: number): void {
    this.#backlog.published(bytes);
  }
}
