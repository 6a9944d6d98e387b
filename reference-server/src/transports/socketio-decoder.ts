import { EventEmitter } from 'node:events';
import { Decoder, type Packet, PacketType } from 'socket.io-parser';
import type { Decoded } from '../decode.ts';
import { measure } from '../measure.ts';
import type { Received } from '../received.ts';
import type { Traits } from '../traits.ts';

interface ReceivedEventOptions {
  /** Bytes as they travelled. */
  size: number;
  id?: number | undefined;
  outcome: { value: unknown } | { error: unknown };
}

/** An event of a client, or what is no message because it exceeds a limit. */
export class ReceivedEvent implements Received {
  readonly size: number;
  readonly acknowledgementId: number | undefined;
  readonly #outcome: ReceivedEventOptions['outcome'];

  constructor({ size, id, outcome }: ReceivedEventOptions) {
    this.size = size;
    this.acknowledgementId = id;
    this.#outcome = outcome;
  }

  decode(): Decoded {
    if ('error' in this.#outcome) throw this.#outcome.error;
    return { value: this.#outcome.value, wasCompressed: false };
  }

  keep(): ReceivedEvent {
    return this;
  }
}

/** The name under which Socket.IO is handed an event that holds no message. */
const unnamed = '';

export interface DecoderOptions {
  limits: Traits['limits'];
  /** Most attachments of one packet. */
  attachments: number;
}

/**
 * The library's decoder, which looks at limits before it builds anything, and hands on every event as
 * one `ReceivedEvent`, its acknowledgement's number included: what answers goes the way of all messages.
 */
export function boundedDecoder({ limits, attachments }: DecoderOptions): new () => Decoder {
  class BoundedDecoder extends EventEmitter {
    readonly #decoder = new Decoder({ maxAttachments: attachments });
    #size = 0;

    constructor() {
      super();
      this.#decoder.on('decoded', (packet: Packet) => this.emit('decoded', this.#wrap(packet)));
    }

    /** @throws Error for what is no packet; the connection closes */
    add(chunk: string | Buffer): void {
      this.#size = typeof chunk === 'string' ? Buffer.byteLength(chunk) : this.#size + chunk.length;
      if (typeof chunk === 'string') {
        try {
          measure(Buffer.from(chunk), limits);
        } catch (error) {
          const received = new ReceivedEvent({ size: this.#size, outcome: { error } });
          this.emit('decoded', { type: PacketType.EVENT, nsp: '/', data: [unnamed, received] });
          return;
        }
      }
      this.#decoder.add(chunk);
    }

    destroy(): void {
      this.#decoder.destroy();
    }

    #wrap(packet: Packet): Packet {
      if (packet.type !== PacketType.EVENT) return packet;
      const { id, data, ...rest } = packet;
      const [event, payload] = data as unknown[];
      const received = new ReceivedEvent({ size: this.#size, id, outcome: { value: { event, payload } } });
      return { ...rest, data: [unnamed, received] };
    }
  }
  // The library's type has an emitter of its own make; what it calls is here.
  return BoundedDecoder as unknown as new () => Decoder;
}
