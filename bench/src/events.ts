const lineFeed = 10;
const carriageReturn = 13;
const colon = 58;
const space = 32;
const dataField = Buffer.from('data');
const largestEvent = 16 * 1024 * 1024;

/**
 * Reads a stream of server-sent events in pieces of any size. The data of an event is reported when its
 * empty line has come: in place when the event lies whole in a piece and has one `data` line, copied
 * otherwise. Comments and other fields are passed over.
 */
export class EventScanner {
  readonly #message: (bytes: Uint8Array, start: number, end: number) => void;
  /** The beginning of an event whose empty line has not arrived. */
  #cut = Buffer.alloc(0);
  /** Of the event that is being read: where the content of each `data` line begins and ends. */
  readonly #data: number[] = [];

  constructor(message: (bytes: Uint8Array, start: number, end: number) => void) {
    this.#message = message;
  }

  push(bytes: Uint8Array, start: number, end: number): void {
    if (this.#cut.length > 0) {
      const joined = Buffer.concat([this.#cut, bytes.subarray(start, end)]);
      this.#cut = Buffer.alloc(0);
      this.#scan(joined, 0, joined.length);
    } else {
      this.#scan(bytes, start, end);
    }
  }

  /** Lines end with LF or CR LF; a CR alone, which the standard allows, no server is known to write. */
  #scan(bytes: Uint8Array, start: number, end: number): void {
    let eventStart = start;
    let lineStart = start;
    this.#data.length = 0;
    for (let at = bytes.indexOf(lineFeed, start); at >= 0 && at < end; at = bytes.indexOf(lineFeed, lineStart)) {
      const lineEnd = at > lineStart && bytes[at - 1] === carriageReturn ? at - 1 : at;
      if (lineEnd === lineStart) {
        this.#report(bytes);
        eventStart = at + 1;
      } else if (isData(bytes, lineStart, lineEnd)) {
        this.#data.push(contentStart(bytes, lineStart, lineEnd), lineEnd);
      }
      lineStart = at + 1;
    }
    if (eventStart < end && end - eventStart <= largestEvent) this.#cut = Buffer.from(bytes.subarray(eventStart, end));
  }

  /** Several `data` lines are one text with a line feed between them. */
  #report(bytes: Uint8Array): void {
    const [start, end, ...more] = this.#data;
    this.#data.length = 0;
    if (start === undefined || end === undefined) return;
    if (more.length === 0) {
      this.#message(bytes, start, end);
      return;
    }
    const parts: Uint8Array[] = [bytes.subarray(start, end)];
    for (let index = 0; index < more.length; index += 2) {
      parts.push(Buffer.from('\n'), bytes.subarray(more[index], more[index + 1]));
    }
    const text = Buffer.concat(parts);
    this.#message(text, 0, text.length);
  }
}

/** After the name of the field, the colon and one space. */
function contentStart(bytes: Uint8Array, lineStart: number, lineEnd: number): number {
  const start = Math.min(lineEnd, lineStart + dataField.length + 1);
  return start < lineEnd && bytes[start] === space ? start + 1 : start;
}

function isData(bytes: Uint8Array, start: number, end: number): boolean {
  for (let index = 0; index < dataField.length; index++) if (bytes[start + index] !== dataField[index]) return false;
  const after = start + dataField.length;
  return after === end || bytes[after] === colon;
}
