import { ProtocolError } from './errors.ts';
import type { Traits } from './traits.ts';

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const space = 0x20;
/** `[` and `{` differ in one bit, and so do `]` and `}`. */
const bracketBits = 0xdf;
const opening = 0x5b;
const closing = 0x5d;

/**
 * Counts nesting and values (members and items, at all depths) of JSON text before anything is built
 * from it. Says nothing of text that is no JSON.
 *
 * @throws ProtocolError INVALID_MESSAGE beyond a limit
 */
export function measure(bytes: Uint8Array, { depth, values }: Pick<Traits['limits'], 'depth' | 'values'>): void {
  // Closing what is open takes as many bytes again, and so do the commas between values.
  if (bytes.length <= 2 * Math.min(depth, values)) return;
  let level = 0;
  let count = 0;
  let isBehindOpening = false;
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index] ?? 0;
    if (byte <= space) continue;
    const bracket = byte & bracketBits;
    if (byte === comma || (isBehindOpening && bracket !== closing)) count++;
    if (count > values) throw exceeded(`more than ${values} values`);
    isBehindOpening = bracket === opening;
    if (bracket === opening) level++;
    else if (bracket === closing) level--;
    else if (byte === quote) index = endOfString(bytes, index);
    if (level > depth) throw exceeded(`nested deeper than ${depth}`);
  }
}

/** Index of the quote that ends the string begun at `start`. */
function endOfString(bytes: Uint8Array, start: number): number {
  let index = start + 1;
  while (index < bytes.length && bytes[index] !== quote) index += bytes[index] === backslash ? 2 : 1;
  return index;
}

function exceeded(details: string): ProtocolError {
  return new ProtocolError('INVALID_MESSAGE', { details });
}
