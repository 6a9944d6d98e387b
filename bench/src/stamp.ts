/**
 * What a publication carries so that every delivery of it can be recognised, counted and timed. The
 * fields are hexadecimal of fixed width and stand as plain ASCII inside a JSON string, so a reader
 * finds and reads them in the bytes of a frame without making a string:
 *
 *     ~aw1 run(8) lane(2) sequence(8) intended(14) sent(14) padding…
 */
export interface Stamp {
  /** Tells phases of runs apart, 0 to 2^32 - 1. */
  run: number;
  /** The connection of the publisher, on which publications follow one another; order holds within it. 0 to 255. */
  lane: number;
  /** Position within the lane, from 0. */
  sequence: number;
  /** When the schedule wanted it sent, nanoseconds of CLOCK_MONOTONIC. */
  intendedNs: number;
  /** When it was handed to the socket, nanoseconds of CLOCK_MONOTONIC. */
  sentNs: number;
}

/** Bytes of a stamp without padding: the smallest payload. */
export const stampBytes = 50;

const magic = [0x7e, 0x61, 0x77, 0x31] as const; // ~aw1
const at = { run: 4, lane: 12, sequence: 14, intended: 22, sent: 36 } as const;
const quote = '"'.charCodeAt(0);

const digits = Uint8Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0));
const values = new Int8Array(256).fill(-1);
for (const [value, digit] of digits.entries()) values[digit] = value;

/** An empty stamp of `payloadBytes` characters, to be put into a message before `writeStamp` fills it. */
export function blankStamp(payloadBytes: number): string {
  return '~aw1'.padEnd(payloadBytes, '.');
}

/** Writes the fields over a blank stamp that starts at `offset`. */
export function writeStamp(bytes: Uint8Array, offset: number, stamp: Stamp): void {
  bytes.set(magic, offset);
  writeHex(bytes, offset + at.run, 8, stamp.run);
  writeHex(bytes, offset + at.lane, 2, stamp.lane);
  writeHex(bytes, offset + at.sequence, 8, stamp.sequence);
  writeHex(bytes, offset + at.intended, 14, stamp.intendedNs);
  writeHex(bytes, offset + at.sent, 14, stamp.sentNs);
}

/**
 * Offset of a stamp in `bytes[start, end)`, or -1. Looks first at `hint` bytes after the start, where
 * the last message had it, and searches only when it is not there.
 */
export function findStamp(bytes: Uint8Array, start: number, end: number, hint: number): number {
  if (isMagic(bytes, start + hint) && start + hint + stampBytes <= end) return start + hint;
  const last = end - stampBytes;
  for (let offset = start; offset <= last; offset++) if (isMagic(bytes, offset)) return offset;
  return -1;
}

/** Whether the JSON string that carries the stamp begins and ends where it should; the message ends at `end`. */
export function isWhole(bytes: Uint8Array, offset: number, payloadBytes: number, end: number): boolean {
  const last = offset + payloadBytes;
  return last < end && bytes[offset - 1] === quote && bytes[last] === quote;
}

/** Each reader takes the offset of the stamp and returns a negative number when the digits are damaged. */
export const readRun = (bytes: Uint8Array, offset: number): number => readHex(bytes, offset + at.run, 8);
export const readLane = (bytes: Uint8Array, offset: number): number => readHex(bytes, offset + at.lane, 2);
export const readSequence = (bytes: Uint8Array, offset: number): number => readHex(bytes, offset + at.sequence, 8);
export const readIntendedNs = (bytes: Uint8Array, offset: number): number => readHex(bytes, offset + at.intended, 14);
export const readSentNs = (bytes: Uint8Array, offset: number): number => readHex(bytes, offset + at.sent, 14);

function isMagic(bytes: Uint8Array, offset: number): boolean {
  return (
    bytes[offset] === magic[0] &&
    bytes[offset + 1] === magic[1] &&
    bytes[offset + 2] === magic[2] &&
    bytes[offset + 3] === magic[3]
  );
}

function writeHex(bytes: Uint8Array, offset: number, width: number, value: number): void {
  let rest = value;
  for (let index = offset + width - 1; index >= offset; index--) {
    const next = Math.floor(rest / 16);
    bytes[index] = digits[rest - next * 16] as number;
    rest = next;
  }
}

function readHex(bytes: Uint8Array, offset: number, width: number): number {
  let value = 0;
  let damage = 0;
  for (let index = offset; index < offset + width; index++) {
    const digit = values[bytes[index] as number] as number;
    damage |= digit;
    value = value * 16 + digit;
  }
  return damage < 0 ? -1 : value;
}
