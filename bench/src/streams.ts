import { nowNs } from './clock.ts';
import type { Crowd } from './crowd.ts';
import type { Dialogue, Tell } from './exchange.ts';
import { valueAt, withValue } from './pointer.ts';
import { messageIn } from './roundtrips.ts';
import type { Transport } from './transports/transport.ts';
import { transports } from './transports.ts';
import { type ClientWire, isOfKind } from './wire.ts';
import type { StreamWork } from './workload.ts';

/** Streams that one connection carries at once. */
const mostOfConnection = 32;

interface Stream {
  tell: Tell;
  connection: number;
  tokens: number;
  lastNs: number;
}

/**
 * A request answered by a stream of messages; each connection carries several at once, told apart by the request's
 * id.
 */
export class Streams implements Dialogue {
  readonly #crowd: Crowd;
  readonly #transport: Transport;
  readonly #work: StreamWork;
  readonly #streams = new Map<number, Stream>();
  #lastId = 0;
  #readAtNs = 0;

  constructor(crowd: Crowd, wire: ClientWire, work: StreamWork) {
    this.#crowd = crowd;
    this.#transport = transports[wire.transport];
    this.#work = work;
  }

  get open(): number {
    return this.#streams.size;
  }

  begin(tell: Tell): boolean {
    if (this.#streams.size >= this.#crowd.size * mostOfConnection) return false;
    const id = ++this.#lastId;
    const connection = id % this.#crowd.size;
    this.#streams.set(id, { tell, connection, tokens: 0, lastNs: 0 });
    const { send, payload, id: pointer } = this.#work;
    this.#crowd.say(connection, this.#transport.say(send, withValue(payload, pointer, id)));
    return true;
  }

  read(): void {
    this.#readAtNs = nowNs();
  }

  take(connection: number, bytes: Uint8Array, start: number, end: number): boolean {
    const { reference, token, end: last, failure } = this.#work;
    const message = messageIn(this.#transport, bytes, start, end);
    const id = Number(valueAt(message, reference));
    const stream = this.#streams.get(id);
    if (!stream) return false;
    if (stream.connection !== connection) stream.tell.irregular();
    if (isOfKind(message, token)) this.#token(stream);
    else if (isOfKind(message, last)) this.#end(id, stream);
    else if (failure && isOfKind(message, failure)) {
      this.#streams.delete(id);
      stream.tell.failed(JSON.stringify(message).slice(0, 200));
    }
    return true;
  }

  #token(stream: Stream): void {
    if (stream.tokens === 0) stream.tell.answered(this.#readAtNs);
    else stream.tell.piece(this.#readAtNs - stream.lastNs);
    stream.tokens++;
    stream.lastNs = this.#readAtNs;
  }

  #end(id: number, stream: Stream): void {
    this.#streams.delete(id);
    if (stream.tokens === 0) stream.tell.failed('a stream ended without a token');
    else stream.tell.completed(stream.tokens);
  }
}
