import type { Crowd } from './crowd.ts';
import type { Frame } from './frame.ts';
import type { Received } from './received.ts';

/**
 * One open connection as a transport offers it. All methods may be called at any time; once the
 * connection has closed they do nothing.
 */
export interface Connection {
  /** Whether more than so many bytes that were sent still wait for the network. */
  holdsMoreThan(bytes: number): boolean;
  /** @returns false when the transport threw the frame away, after which the stream has a gap */
  send(frame: Frame): boolean;
  /** Runs `sends` so that what it sends leaves in as few packets as possible. */
  batch(sends: () => void): void;
  /** Its place among those who can be sent the same by one call, where its transport has such a way. */
  readonly place?: Place | undefined;
  /** Sends a control frame that every client answers by itself. */
  probe(): void;
  /** Closes in order; `Listener.closed` is called before this returns. */
  close(code: number): void;
}

/** A connection as one of a crowd. */
export interface Place {
  readonly crowd: Crowd;
  join(): void;
  /** What it was sent with the others before still arrives. */
  leave(): void;
}

/** Who is told what happens on a connection. Nothing is called after `closed`. */
export interface Listener {
  /** A message came; it is valid until the method returns, unless it is kept. */
  received(received: Received): void;
  /** A control frame came. */
  alive(): void;
  /** Buffered bytes went out. */
  drained(): void;
  closed(code: number): void;
}
