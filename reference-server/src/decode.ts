import { gunzipSync } from 'node:zlib';
import { ProtocolError } from './errors.ts';
import type { Frame } from './frame.ts';
import { measure } from './measure.ts';
import type { Traits } from './traits.ts';

/** A message before it is validated. */
export interface Decoded {
  value: unknown;
  wasCompressed: boolean;
}

/** What a channel says of the frames that it takes. */
export type Bounds = Pick<Traits, 'frames'> & {
  limits: Pick<Traits['limits'], 'messageBytes' | 'depth' | 'values'>;
};

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Reads a frame: inflates it where the profile takes gzip, and parses it.
 *
 * @throws ProtocolError INVALID_MESSAGE for a kind of frame the profile does not take, bytes that are
 *   no gzip or no JSON, and what exceeds a limit once inflated
 */
export function decode({ bytes, isBinary }: Frame, traits: Bounds): Decoded {
  if (isBinary && traits.frames === 'text') throw invalid('binary frames carry no messages here');
  const wasCompressed = isBinary && isGzip(bytes);
  return { value: parse(wasCompressed ? inflate(bytes, traits) : bytes, traits), wasCompressed };
}

/** Known by its two magic bytes (AUTOSDLC-B43). */
function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** Stops at the limit, so that a bomb costs no more memory than an honest message. */
function inflate(bytes: Uint8Array, { limits }: Bounds): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: limits.messageBytes });
  } catch (error) {
    const isTooLong = error instanceof RangeError;
    throw invalid(isTooLong ? `more than ${limits.messageBytes} bytes when decompressed` : 'not valid gzip');
  }
}

function parse(bytes: Uint8Array, { limits }: Bounds): unknown {
  measure(bytes, limits);
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch (error) {
    throw invalid(error instanceof Error ? error.message : 'not valid JSON');
  }
}

function invalid(details: string): ProtocolError {
  return new ProtocolError('INVALID_MESSAGE', { details });
}
