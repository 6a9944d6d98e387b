/** What a chunked body holds, as the scanner reports it. Byte ranges are valid only during the call. */
export interface ChunkHandler {
  body(bytes: Uint8Array, start: number, end: number): void;
  ended(): void;
  fault(reason: string): void;
}

const lineFeed = 10;
const carriageReturn = 13;
const semicolon = 59;
const largestSize = 2 ** 40;

/** Reads a chunked HTTP body (RFC 9112, 7.1) in pieces of any size, and hands its content on in place. */
export class ChunkScanner {
  readonly #handler: ChunkHandler;
  #state: 'size' | 'extension' | 'content' | 'end' | 'stopped' = 'size';
  /** Of the size line: its value so far; of the content: what is still to come. */
  #rest = 0;

  constructor(handler: ChunkHandler) {
    this.#handler = handler;
  }

  push(bytes: Uint8Array, start: number, end: number): void {
    let offset = start;
    while (offset < end && this.#state !== 'stopped') {
      if (this.#state === 'content') {
        const last = Math.min(end, offset + this.#rest);
        this.#rest -= last - offset;
        if (this.#rest === 0) this.#state = 'end';
        this.#handler.body(bytes, offset, last);
        offset = last;
      } else {
        this.#byte(bytes[offset] as number);
        offset++;
      }
    }
  }

  #byte(byte: number): void {
    if (byte === lineFeed) {
      if (this.#state === 'end') this.#state = 'size';
      else if (this.#rest > 0) this.#state = 'content';
      else this.#stop(() => this.#handler.ended());
    } else if (byte === carriageReturn) {
      return;
    } else if (this.#state === 'end') {
      this.#stop(() => this.#handler.fault('no line end after a chunk'));
    } else if (byte === semicolon) {
      this.#state = 'extension';
    } else if (this.#state === 'size') {
      const digit = Number.parseInt(String.fromCharCode(byte), 16);
      this.#rest = this.#rest * 16 + digit;
      if (!(this.#rest < largestSize)) this.#stop(() => this.#handler.fault('the size of a chunk is no number'));
    }
  }

  #stop(tell: () => void): void {
    this.#state = 'stopped';
    tell();
  }
}
