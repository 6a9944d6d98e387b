import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** A text that a `NumberReader` finds the number in. */
export function numbered(number: number, characters: number): string {
  return `#${number};`.padEnd(characters, 'x');
}

/** Longest beginning of a number that a chunk may end with. */
const markerBytes = 16;

/** Readers read into one buffer: nothing is kept of it but numbers. */
const buffer = Buffer.alloc(1 << 18);

const upgrade = {
  Upgrade: 'websocket',
  Connection: 'Upgrade',
  'Sec-WebSocket-Version': '13',
  'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
};

export interface NumberReaderOptions {
  headers?: Record<string, string>;
  /** Messages to send once the upgrade is answered. */
  says?: readonly (object | string)[];
}

/**
 * Reads a WebSocket or an event stream as cheaply as can be, so that hundreds keep up with a server: of all
 * that comes it notes the numbers of texts made by `numbered`, in their order.
 */
export class NumberReader {
  readonly numbers: number[] = [];
  /** Of all that came. */
  lastBytes: Buffer = Buffer.alloc(0);
  /** The connection has ended, whichever way. */
  readonly ended: Promise<unknown>;
  readonly #socket: Socket;
  #says: readonly (object | string)[];
  /** A number that a chunk ended in. */
  #begun = '';
  #wake = (): void => {};

  constructor(url: string, { headers = {}, says = [] }: NumberReaderOptions = {}) {
    const { protocol, hostname, port, pathname, search } = new URL(url);
    const all = { Host: hostname, ...(protocol === 'ws:' && upgrade), ...headers };
    const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
    const onread = { buffer, callback: (length: number) => this.#read(buffer.subarray(0, length)) };
    const socket = connect({ host: hostname, port: Number(port), onread });
    socket.on('error', () => {});
    socket.write([`GET ${pathname}${search} HTTP/1.1`, ...lines, '', ''].join('\r\n'));
    this.#says = says;
    this.#socket = socket;
    this.ended = once(socket, 'close');
    onTestFinished(() => {
      socket.destroy();
    });
  }

  /** Takes nothing until it is told to. */
  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  /** Waits until so many numbers have come. */
  async count(numbers: number): Promise<void> {
    while (this.numbers.length < numbers) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  #read(chunk: Buffer): boolean {
    for (const message of this.#says) {
      this.#socket.write(frameOf(typeof message === 'string' ? message : JSON.stringify(message)));
    }
    this.#says = [];
    if (this.#begun !== '') this.#note(this.#begun + chunk.toString('latin1', 0, markerBytes));
    this.#begun = '';
    for (let at = chunk.indexOf(hash); at >= 0; at = chunk.indexOf(hash, at + 1)) {
      const text = chunk.toString('latin1', at, at + markerBytes);
      if (text.length < markerBytes && !text.includes(';')) this.#begun = text;
      else this.#note(text);
    }
    this.lastBytes = Buffer.concat([this.lastBytes, chunk.subarray(-keptBytes)]).subarray(-keptBytes);
    return true;
  }

  #note(text: string): void {
    const found = /^#(\d+);/.exec(text);
    if (!found) return;
    this.numbers.push(Number(found[1]));
    this.#wake();
  }
}

/** Enough for a close frame. */
const keptBytes = 4;

const hash = '#'.charCodeAt(0);

/** A short text as a client sends it: in one frame, masked with nothing. */
function frameOf(text: string): Buffer {
  const payload = Buffer.from(text);
  const length = payload.length < 126 ? [payload.length] : [126, payload.length >> 8, payload.length & 255];
  const [first = 0, ...more] = length;
  return Buffer.concat([Buffer.from([0x81, 0x80 | first, ...more, 0, 0, 0, 0]), payload]);
}
