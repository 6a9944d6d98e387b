/**
 * The messages of one channel: what clients send, what the server sends, and the same before it is
 * sealed. What tells the server's messages apart is the document's discriminator.
 */
export interface Protocol {
  client: { type: string } | { event: string };
  server: object;
  /** A server message without the members that `Profile.seal` fills in. */
  draft: object;
  /** What the profile keeps for each connection; made by `Profile.begin`. */
  state: unknown;
  /** What an acknowledgement says besides that the message was handled, where the profile has them. */
  acknowledged?: object;
}

/** What tells the client messages of a protocol apart. */
export type NameOf<Message> = Message extends { event: infer Name extends string }
  ? Name
  : Message extends { type: infer Name extends string }
    ? Name
    : never;

/** The messages of that name. */
export type Named<Message, Name> = Message extends unknown ? (NameOf<Message> extends Name ? Message : never) : never;
