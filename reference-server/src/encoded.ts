import type { Frame } from './frame.ts';

/** A form of a message that some clients want and others do not: `plain`, or one that the profile names. */
export type Variant = string;

/** How a profile's messages travel. */
export interface Encoding<Message> {
  /** JSON text without. */
  plain?(message: Message): Frame;
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
  encoding?: Encoding<Message> | undefined;
  alternatives?: Alternatives<Message> | undefined;
}

/** One message on its way out. Each form is made when first asked for, once, however many receive it. */
export class Encoded<Message extends object> implements Outgoing {
  readonly name: string;
  readonly message: Message;
  readonly #options: EncodedOptions<Message>;
  #text: string | undefined;
  #plain: Frame | undefined;
  #variants: Map<Variant, Frame> | undefined;

  constructor(message: Message, options: EncodedOptions<Message>) {
    this.name = options.name;
    this.message = message;
    this.#options = options;
  }

  /** Length as it travels to those who want it plain, UTF-8. */
  get bytes(): number {
    return this.#options.encoding?.plain ? this.#plainFrame.bytes.length : Buffer.byteLength(this.text);
  }

  /** As JSON. */
  get text(): string {
    this.#text ??= JSON.stringify(this.message);
    return this.#text;
  }

  get onlyFrame(): Frame | undefined {
    const { encoding, alternatives } = this.#options;
    return alternatives || encoding?.variants ? undefined : this.#plainFrame;
  }

  frame(variant: Variant): Frame {
    const { encoding, alternatives } = this.#options;
    const alternative = alternatives?.[variant];
    const encode = encoding?.variants?.[variant];
    if (!alternative && !encode) return this.#plainFrame;
    const known = this.#variants?.get(variant);
    if (known) return known;
    const message = alternative?.() ?? this.message;
    const plain = alternative ? this.#encode(message) : this.#plainFrame;
    const frame = encode?.(message, plain) ?? plain;
    this.#variants ??= new Map();
    this.#variants.set(variant, frame);
    return frame;
  }

  get #plainFrame(): Frame {
    this.#plain ??= this.#encode(this.message);
    return this.#plain;
  }

  #encode(message: Message): Frame {
    const { encoding } = this.#options;
    if (encoding?.plain) return encoding.plain(message);
    const text = message === this.message ? this.text : JSON.stringify(message);
    return { bytes: Buffer.from(text), isBinary: false };
  }
}
