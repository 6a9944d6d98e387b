import type { Endpoint } from '../endpoint.ts';

/** Who is told of what comes over one connection. Byte ranges are valid only during the call. */
export interface LineEvents {
  /** The server accepted the connection. */
  opened(): void;
  /** A whole message. */
  message(bytes: Uint8Array, start: number, end: number): void;
  /** Bytes that the protocol itself wants sent, the answer to a ping. */
  answer(bytes: Uint8Array): void;
  /** The server ended the connection, refused it, or broke the protocol; nothing is read after it. */
  ended(reason: string): void;
}

/** One connection's protocol: what is written when it opens, and how what comes is read. */
export interface Line {
  readonly request: string;
  push(bytes: Uint8Array, start: number, end: number): void;
}

/** How messages of one kind of channel travel. */
export interface Transport {
  open(endpoint: Endpoint, events: LineEvents): Line;
  /** The bytes that carry a text to the server; absent where clients cannot send. */
  frame?(text: string): Uint8Array;
  /** The bytes that take leave. */
  readonly farewell?: Uint8Array;
  /** A message as the members that tell what it is; it throws on what is no message. */
  parse(text: string): unknown;
  /** A message of a given name with its payload as a client sends it. */
  say(name: string, payload: unknown): string;
  /** The same as a backend publishes it over HTTP. */
  published(name: string, payload: Record<string, unknown>): Record<string, unknown>;
}

export type TransportId = 'websocket' | 'socketio' | 'sse';
