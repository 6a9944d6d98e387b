import type { Frame } from './frame.ts';

/** A form of a message that some clients want and others do not: `plain`, or one that the profile names. */
export type Variant = string;

/** How a profile's messages travel. */
export interface Encoding<Message> {
  plain(message: Message): Frame;
  /** Other encodings of the same message, by their variant; given the plain one, which they may return. */
  variants?: Readonly<Record<Variant, (message: Message, plain: Frame) => Frame>>;
}

/** What some clients are told in place of a message, by their variant; made when the first of them is there. */
export type Alternatives<Message> = Readonly<Record<Variant, () => Message>>;

/** A message as those who pass it on see it. */
export interface Outgoing {
  /** Name on the wire. */
  readonly name: string;
  /** What it says. */
  readonly message: object;
  /** The form for all clients, where none can want another. */
  readonly onlyFrame?: Frame | undefined;
  frame(variant: Variant): Frame;
}

export interface EncodedOptions<Message> {
  name: string;
  encoding: Encoding<Message>;
  alternatives?: Alternatives<Message> | undefined;
}

/** JSON text. */
export const json: Encoding<object> = {
  plain: (message) => ({ bytes: Buffer.from(JSON.stringify(message)), isBinary: false }),
};

/** One message on its way out. Each variant is encoded when first asked for, once, however many receive it. */
export class Encoded<Message extends object> implements Outgoing {
  readonly name: string;
  readonly message: Message;
  readonly #plain: Frame;
  readonly #options: EncodedOptions<Message>;
  #variants: Map<Variant, Frame> | undefined;

  constructor(message: Message, options: EncodedOptions<Message>) {
    this.name = options.name;
    this.message = message;
    this.#options = options;
    this.#plain = options.encoding.plain(message);
  }

  /** Length as it travels to those who want it plain, UTF-8. */
  get bytes(): number {
    return this.#plain.bytes.length;
  }

  /** The JSON that travels uncompressed. */
  get text(): string {
    const { buffer, byteOffset, length } = this.#plain.bytes;
    return Buffer.from(buffer, byteOffset, length).toString();
  }

  get onlyFrame(): Frame | undefined {
    const { encoding, alternatives } = this.#options;
    return alternatives || encoding.variants ? undefined : this.#plain;
  }

  frame(variant: Variant): Frame {
    const { encoding, alternatives } = this.#options;
    const alternative = alternatives?.[variant];
    const encode = encoding.variants?.[variant];
    if (!alternative && !encode) return this.#plain;
    const known = this.#variants?.get(variant);
    if (known) return known;
    const message = alternative?.() ?? this.message;
    const plain = alternative ? encoding.plain(message) : this.#plain;
    const frame = encode?.(message, plain) ?? plain;
    this.#variants ??= new Map();
    this.#variants.set(variant, frame);
    return frame;
  }
}
