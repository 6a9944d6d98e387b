import { gzipSync } from 'node:zlib';
import type { Frame } from './connection.ts';

/** How a message travels: as text, or as gzip in a binary frame from a size on. */
export type Variant = 'plain' | 'gzip';

/** What a profile with compression says about it. */
export interface Compression<Message> {
  /** Messages of fewer UTF-8 bytes stay plain. */
  thresholdBytes: number;
  /** The message as it reads when it is compressed. */
  mark(message: Message): Message;
}

/** Fast: half the time of zlib's default for a few percent more bytes. */
const gzipLevel = 3;

/** A message as those who pass it on see it. */
export interface Outgoing {
  /** Name on the wire. */
  readonly name: string;
  /** What it says. */
  readonly message: object;
  frame(variant: Variant): Frame;
}

/** One message on its way out. Each variant is encoded when first asked for, once, however many receive it. */
export class Encoded<Message extends object> implements Outgoing {
  readonly name: string;
  readonly message: Message;
  readonly #plain: Frame & { readonly bytes: Buffer };
  readonly #compression: Compression<Message> | undefined;
  #gzip: Frame | undefined;

  constructor(message: Message, { name, compression }: { name: string; compression?: Compression<Message> }) {
    this.name = name;
    this.message = message;
    this.#plain = { bytes: Buffer.from(JSON.stringify(message)), isBinary: false };
    this.#compression = compression;
  }

  /** Length of the message itself, UTF-8. */
  get bytes(): number {
    return this.#plain.bytes.length;
  }

  /** The JSON that travels uncompressed. */
  get text(): string {
    return this.#plain.bytes.toString();
  }

  frame(variant: Variant): Frame {
    const compression = this.#compression;
    if (variant === 'plain' || !compression || this.#plain.bytes.length < compression.thresholdBytes)
      return this.#plain;
    this.#gzip ??= {
      bytes: gzipSync(JSON.stringify(compression.mark(this.message)), { level: gzipLevel }),
      isBinary: true,
    };
    return this.#gzip;
  }
}
