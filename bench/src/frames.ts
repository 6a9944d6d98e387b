/** What a server sent, as the scanner reports it. Byte ranges are valid only during the call. */
export interface FrameHandler {
  /** A whole message, text or binary, put together from its fragments. */
  message(bytes: Uint8Array, start: number, end: number): void;
  /** A ping, to be answered with the same bytes. */
  ping(bytes: Uint8Array, start: number, end: number): void;
  /** The server's close frame; 1005 when it carries no code. */
  close(code: number): void;
  /** The server broke RFC 6455; the scanner reads nothing after it. */
  fault(reason: string): void;
}

const opcodes = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;
const noCloseCode = 1005;
const largestHeader = 10;

/**
 * Reads the frames of one server in chunks of any size. A frame that lies whole in a chunk is reported in
 * place; only one that is cut by the end of a chunk, or is a fragment, is copied. No extension is
 * negotiated, so a reserved bit is a fault.
 */
export class FrameScanner {
  readonly #handler: FrameHandler;
  readonly #largestMessage: number;
  /** The beginning of a frame whose end has not arrived. */
  #cut: Uint8Array = new Uint8Array(0);
  #cutLength = 0;
  /** Fragments of a message whose last one has not arrived. */
  #fragments: Uint8Array = new Uint8Array(0);
  #fragmentsLength = 0;
  #inFragments = false;
  #stopped = false;

  /** `largestMessage` in bytes; what is larger is a fault. */
  constructor(handler: FrameHandler, largestMessage = 16 * 1024 * 1024) {
    this.#handler = handler;
    this.#largestMessage = largestMessage;
  }

  /** Reads `bytes[start, end)`. The scanner keeps no reference to `bytes`. */
  push(bytes: Uint8Array, start: number, end: number): void {
    let offset = start;
    while (this.#cutLength > 0 && offset < end && !this.#stopped) offset = this.#completeCut(bytes, offset, end);
    while (offset < end && !this.#stopped) {
      const length = frameLength(bytes, offset, end);
      if (this.#refuse(bytes, offset, end, length)) return;
      if (length < 0 || offset + length > end) {
        this.#keep(bytes, offset, end);
        return;
      }
      this.#frame(bytes, offset, offset + length);
      offset += length;
    }
  }

  /** Adds to the cut frame what it lacks, no more; returns the offset of the first byte not taken. */
  #completeCut(bytes: Uint8Array, offset: number, end: number): number {
    let length = frameLength(this.#cut, 0, this.#cutLength);
    let next = offset;
    while (length < 0 && next < end) {
      this.#keep(bytes, next, next + 1);
      next++;
      length = frameLength(this.#cut, 0, this.#cutLength);
    }
    if (this.#refuse(this.#cut, 0, this.#cutLength, length) || length < 0) return next;
    const taken = Math.min(length - this.#cutLength, end - next);
    this.#keep(bytes, next, next + taken);
    next += taken;
    if (this.#cutLength === length) {
      this.#cutLength = 0;
      this.#frame(this.#cut, 0, length);
    }
    return next;
  }

  #keep(bytes: Uint8Array, start: number, end: number): void {
    this.#cut = append(this.#cut, this.#cutLength, bytes, start, end);
    this.#cutLength += end - start;
  }

  /** Faults that the header alone shows; `length` is negative while the header is not complete. */
  #refuse(bytes: Uint8Array, offset: number, end: number, length: number): boolean {
    const first = bytes[offset] as number;
    if ((first & 0x70) !== 0) return this.#stop('reserved bit set without an extension');
    if (end - offset >= 2 && ((bytes[offset + 1] as number) & 0x80) !== 0) return this.#stop('masked server frame');
    if (length > this.#largestMessage + largestHeader) return this.#stop(`frame of ${length} bytes is too large`);
    return false;
  }

  #stop(reason: string): true {
    this.#stopped = true;
    this.#handler.fault(reason);
    return true;
  }

  #frame(bytes: Uint8Array, offset: number, end: number): void {
    const first = bytes[offset] as number;
    const last = (first & 0x80) !== 0;
    const opcode = first & 0x0f;
    const start = offset + headerLength(bytes[offset + 1] as number);
    if (opcode >= opcodes.close) this.#control(opcode, last, bytes, start, end);
    else if (opcode > opcodes.binary) this.#stop(`reserved opcode ${opcode}`);
    else if (opcode === opcodes.continuation) this.#continue(last, bytes, start, end);
    else if (this.#inFragments) this.#stop('new message inside a fragmented one');
    else if (last) this.#handler.message(bytes, start, end);
    else {
      this.#inFragments = true;
      this.#addFragment(bytes, start, end);
    }
  }

  #continue(last: boolean, bytes: Uint8Array, start: number, end: number): void {
    if (!this.#inFragments) {
      this.#stop('continuation of no message');
      return;
    }
    this.#addFragment(bytes, start, end);
    if (!last || this.#stopped) return;
    const length = this.#fragmentsLength;
    this.#inFragments = false;
    this.#fragmentsLength = 0;
    this.#handler.message(this.#fragments, 0, length);
  }

  #addFragment(bytes: Uint8Array, start: number, end: number): void {
    this.#fragments = append(this.#fragments, this.#fragmentsLength, bytes, start, end);
    this.#fragmentsLength += end - start;
    if (this.#fragmentsLength > this.#largestMessage) this.#stop(`message of more than ${this.#largestMessage} bytes`);
  }

  #control(opcode: number, last: boolean, bytes: Uint8Array, start: number, end: number): void {
    if (!last || end - start > 125) {
      this.#stop('control frame fragmented or longer than 125 bytes');
    } else if (opcode === opcodes.ping) {
      this.#handler.ping(bytes, start, end);
    } else if (opcode === opcodes.close) {
      this.#stopped = true;
      const code = end - start >= 2 ? (bytes[start] as number) * 256 + (bytes[start + 1] as number) : noCloseCode;
      this.#handler.close(code);
    } else if (opcode !== opcodes.pong) {
      this.#stop(`reserved opcode ${opcode}`);
    }
  }
}

function headerLength(second: number): number {
  const size = second & 0x7f;
  if (size < 126) return 2;
  return size === 126 ? 4 : largestHeader;
}

/** Length of the frame at `offset` with its header, or -1 when the header is not complete before `end`. */
function frameLength(bytes: Uint8Array, offset: number, end: number): number {
  if (end - offset < 2) return -1;
  const size = (bytes[offset + 1] as number) & 0x7f;
  if (size < 126) return 2 + size;
  const header = headerLength(size);
  if (end - offset < header) return -1;
  let length = 0;
  for (let index = offset + 2; index < offset + header; index++) length = length * 256 + (bytes[index] as number);
  return header + length;
}

/** `store[0, length)` followed by `bytes[start, end)`, in `store` itself when it is large enough. */
function append(store: Uint8Array, length: number, bytes: Uint8Array, start: number, end: number): Uint8Array {
  const needed = length + end - start;
  let target = store;
  if (needed > store.length) {
    target = new Uint8Array(Math.max(needed, store.length * 2, 256));
    target.set(store.subarray(0, length));
  }
  target.set(bytes.subarray(start, end), length);
  return target;
}
