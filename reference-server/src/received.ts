import { type Bounds, type Decoded, decode } from './decode.ts';
import type { Frame } from './frame.ts';

/** What a client sent in one message, not yet looked into. */
export interface Received {
  /** Bytes as they travelled. */
  readonly size: number;
  /** Number under which the client waits for an acknowledgement; absent when it waits for none. */
  readonly acknowledgementId?: number | undefined;
  /**
   * The message before it is validated.
   *
   * @throws ProtocolError INVALID_MESSAGE
   */
  decode(bounds: Bounds): Decoded;
  /** The same, to be read later: what a transport hands over is valid until it gets control back. */
  keep(): Received;
}

/** A frame that holds one message. */
export class ReceivedFrame implements Received {
  readonly #frame: Frame;

  constructor(frame: Frame) {
    this.#frame = frame;
  }

  get size(): number {
    return this.#frame.bytes.length;
  }

  decode(bounds: Bounds): Decoded {
    return decode(this.#frame, bounds);
  }

  keep(): ReceivedFrame {
    const { bytes, isBinary } = this.#frame;
    return new ReceivedFrame({ bytes: new Uint8Array(bytes), isBinary });
  }
}
