/** The bytes of one message as they travel. */
export interface Frame {
  readonly bytes: Uint8Array;
  readonly isBinary: boolean;
  /** Binary parts that the message refers to; they follow it, in this order. */
  readonly attachments?: readonly Uint8Array[];
}
