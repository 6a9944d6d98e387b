import { setTimeout as sleep } from 'node:timers/promises';
import type { Crowd, Receiver } from './crowd.ts';
import { findStamp } from './stamp.ts';

/** What became of subscribers that had stopped reading. */
export interface StallReport {
  stalled: number;
  /** Those that got all they had missed once they read again. */
  caughtUp: number;
  /** Those whose connection the server had ended, by reason. */
  ended: Record<string, number>;
  /** Those that lack deliveries and were not told; none on a server that promises delivery. */
  silentGaps: number;
}

const endedWithoutRead = 'ended while it did not read';

/** Subscribers that stopped reading, and what they get when they read again. */
export class Stalled {
  readonly #crowd: Crowd;
  readonly #first: number;
  readonly #size: number;
  readonly #received: Int32Array;
  #published = 0;

  /** All connections of the crowd from `first` on stop reading. */
  constructor({ crowd, first }: { crowd: Crowd; first: number }) {
    this.#crowd = crowd;
    this.#first = Math.max(0, first);
    this.#size = crowd.size - this.#first;
    this.#received = new Int32Array(this.#size);
    for (let index = this.#first; index < crowd.size; index++) crowd.pause(index);
  }

  has(connection: number): boolean {
    return connection >= this.#first;
  }

  /** So many more were published while they did not read. */
  published(publications: number): void {
    this.#published += publications;
  }

  /** Takes what is theirs before the receiver of the others gets to see it. */
  beside(receiver: Receiver): Receiver {
    return {
      read: () => receiver.read(),
      take: (connection, bytes, start, end) => {
        if (!this.has(connection)) return receiver.take(connection, bytes, start, end);
        if (findStamp(bytes, start, end, 0) < 0) return false;
        const index = connection - this.#first;
        this.#received[index] = (this.#received[index] as number) + 1;
        return true;
      },
    };
  }

  /** They read until each has all, has been closed, or `timeoutMs` have passed. */
  async resume(timeoutMs: number): Promise<StallReport> {
    const connections = Array.from({ length: this.#size }, (_, index) => this.#first + index);
    const before = this.#crowd.ended;
    for (const connection of connections) this.#crowd.resume(connection);
    const deadline = Date.now() + timeoutMs;
    const isOpen = (connection: number) => this.#lacks(connection) && this.#crowd.isAlive(connection);
    while (connections.some(isOpen) && Date.now() < deadline) await sleep(10);
    const caughtUp = connections.filter((connection) => !this.#lacks(connection)).length;
    const silentGaps = connections.filter(isOpen).length;
    const closed = connections.length - caughtUp - silentGaps;
    const ended = difference(this.#crowd.ended, before);
    return {
      stalled: connections.length,
      caughtUp,
      ended: closed > 0 && Object.keys(ended).length === 0 ? { [endedWithoutRead]: closed } : ended,
      silentGaps,
    };
  }

  #lacks(connection: number): boolean {
    return (this.#received[connection - this.#first] as number) < this.#published;
  }
}

function difference(after: Record<string, number>, before: Record<string, number>): Record<string, number> {
  const entries = Object.entries(after).map(([name, count]) => [name, count - (before[name] ?? 0)] as const);
  return Object.fromEntries(entries.filter(([, count]) => count > 0));
}
