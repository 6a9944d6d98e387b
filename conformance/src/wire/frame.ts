import { gunzipSync, gzipSync } from 'node:zlib';
import type { FrameKind } from './transcript.ts';

/** Larger decompressed messages are not looked at. */
const LARGEST_BYTES = 64 * 1024 * 1024;

export interface Decoded {
  frame: FrameKind;
  /** Undefined when the bytes are no UTF-8 text, or no gzip although they begin like it. */
  text: string | undefined;
  /** Bytes on the wire. */
  bytes: number;
}

export function decode(data: Buffer, options: { binary: boolean }): Decoded {
  if (!options.binary) return { frame: 'text', text: data.toString('utf8'), bytes: data.length };
  const gzip = data[0] === 0x1f && data[1] === 0x8b;
  try {
    const plain = gzip ? gunzipSync(data, { maxOutputLength: LARGEST_BYTES }) : data;
    const text = new TextDecoder('utf8', { fatal: true }).decode(plain);
    return { frame: gzip ? 'gzip' : 'binary', text, bytes: data.length };
  } catch {
    return { frame: gzip ? 'gzip' : 'binary', text: undefined, bytes: data.length };
  }
}

/** The bytes of a text as a frame of this kind carries them. */
export function encode(text: string, frame: FrameKind): string | Buffer {
  if (frame === 'text' || frame === 'packet') return text;
  return frame === 'gzip' ? gzipSync(text) : Buffer.from(text, 'utf8');
}
