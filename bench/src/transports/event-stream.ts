import { ChunkScanner } from '../chunks.ts';
import type { Endpoint } from '../endpoint.ts';
import { EventScanner } from '../events.ts';
import type { Line, LineEvents, Transport } from './transport.ts';

const headEnd = Buffer.from('\r\n\r\n');
const largestHead = 16_384;

/** Server-sent events over HTTP/1.1; a message is the data of one event. Clients send nothing. */
export const eventStream: Transport = {
  open: (endpoint, events) => new EventStreamLine(endpoint, events),
  parse: (text) => JSON.parse(text),
  say: (_name, payload) => JSON.stringify(payload),
  published: (_name, payload) => payload,
};

class EventStreamLine implements Line {
  readonly request: string;
  readonly #events: LineEvents;
  readonly #scanner: EventScanner;
  #head: Buffer | undefined = Buffer.alloc(0);
  #chunks: ChunkScanner | undefined;

  constructor(endpoint: Endpoint, events: LineEvents) {
    this.#events = events;
    this.#scanner = new EventScanner((bytes, start, end) => events.message(bytes, start, end));
    const lines = [
      `GET ${endpoint.target} HTTP/1.1`,
      `Host: ${endpoint.host}:${endpoint.port}`,
      'Accept: text/event-stream',
      'Cache-Control: no-cache',
      ...Object.entries(endpoint.headers).map(([name, value]) => `${name}: ${value}`),
    ];
    this.request = `${lines.join('\r\n')}\r\n\r\n`;
  }

  push(bytes: Uint8Array, start: number, end: number): void {
    if (this.#head) this.#readHead(this.#head, bytes.subarray(start, end));
    else this.#readBody(bytes, start, end);
  }

  #readBody(bytes: Uint8Array, start: number, end: number): void {
    if (this.#chunks) this.#chunks.push(bytes, start, end);
    else this.#scanner.push(bytes, start, end);
  }

  #readHead(before: Buffer, bytes: Uint8Array): void {
    const head = Buffer.concat([before, bytes]);
    this.#head = head;
    const end = head.indexOf(headEnd);
    if (end < 0) {
      if (head.length > largestHead) this.#events.ended('the head of the answer has no end');
      return;
    }
    const [status = '', ...lines] = head.toString('latin1', 0, end).split('\r\n');
    if (!/^HTTP\/1\.1 200\b/.test(status)) {
      this.#events.ended(`the server answered with '${status}'`);
      return;
    }
    if (!lines.some((line) => /^content-type:\s*text\/event-stream/i.test(line))) {
      this.#events.ended('the answer is no text/event-stream');
      return;
    }
    if (lines.some((line) => /^transfer-encoding:\s*chunked/i.test(line))) {
      this.#chunks = new ChunkScanner({
        body: (from, first, last) => this.#scanner.push(from, first, last),
        ended: () => this.#events.ended('the server ended the stream'),
        fault: (reason) => this.#events.ended(`fault in the chunks of the answer: ${reason}`),
      });
    }
    this.#head = undefined;
    this.#events.opened();
    this.#readBody(head, end + headEnd.length, head.length);
  }
}
