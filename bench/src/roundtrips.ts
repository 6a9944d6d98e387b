import { nowNs } from './clock.ts';
import type { Crowd } from './crowd.ts';
import type { Dialogue, Tell } from './exchange.ts';
import type { Transport } from './transports/transport.ts';
import { transports } from './transports.ts';
import { type ClientWire, isOfKind } from './wire.ts';

/** The barrier's request and its answer, at most one under way on each connection. */
export class Roundtrips implements Dialogue {
  readonly #crowd: Crowd;
  readonly #transport: Transport;
  readonly #barrier: NonNullable<ClientWire['barrier']>;
  readonly #waiting = new Map<number, Tell>();
  #next = 0;
  #readAtNs = 0;

  constructor(crowd: Crowd, wire: ClientWire) {
    this.#crowd = crowd;
    this.#transport = transports[wire.transport];
    this.#barrier = wire.barrier as NonNullable<ClientWire['barrier']>;
  }

  get open(): number {
    return this.#waiting.size;
  }

  begin(tell: Tell): boolean {
    if (this.#waiting.size === this.#crowd.size) return false;
    while (this.#waiting.has(this.#next)) this.#advance();
    const connection = this.#next;
    this.#advance();
    this.#waiting.set(connection, tell);
    this.#crowd.say(connection, this.#barrier.say);
    return true;
  }

  read(): void {
    this.#readAtNs = nowNs();
  }

  take(connection: number, bytes: Uint8Array, start: number, end: number): boolean {
    const tell = this.#waiting.get(connection);
    const message = messageIn(this.#transport, bytes, start, end);
    if (!isOfKind(message, this.#barrier.hear)) return false;
    // A sign of life is answered alike; without an open request it is nobody's.
    if (!tell) return true;
    this.#waiting.delete(connection);
    tell.answered(this.#readAtNs);
    tell.completed(1);
    return true;
  }

  #advance(): void {
    this.#next = (this.#next + 1) % this.#crowd.size;
  }
}

/** A message that came over a transport; undefined when it is none. */
export function messageIn(transport: Transport, bytes: Uint8Array, start: number, end: number): unknown {
  try {
    return transport.parse(Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString());
  } catch {
    return undefined;
  }
}
