import type { IncomingHttpHeaders } from 'node:http';
import type { Handshake } from './handshake.ts';
import type { FrameKind } from './transcript.ts';

/** What carries a connection: a WebSocket, or an HTTP answer that does not end. */
export interface Link {
  readonly isOpen: boolean;
  /** Drops the frame when the link is not open. */
  send(text: string, frame: FrameKind): void;
  /** Asks for a sign of life below the messages; `answered` is called when it comes. */
  probe(answered: () => void): void;
  /** Reads nothing more until it shall go on; what the other side sends piles up there. */
  pause(): void;
  resume(): void;
  /** Closes in order, as far as the transport knows how. */
  close(): void;
  /** Ends it at once. */
  cut(): void;
}

/** One frame, event or comment as it came. */
export interface Arrival {
  frame: FrameKind;
  /** Undefined when the bytes are no text. */
  text: string | undefined;
  /** Bytes on the wire. */
  bytes: number;
  /** Of a server-sent event that has one. */
  id?: string;
  /** Name of a server-sent event that has one. */
  event?: string;
  /** It belongs to what the link does to open; no step waits for it. */
  opening?: boolean;
  /** Why the bytes are no frame of this transport. */
  fault?: string;
}

export interface Answer {
  status: number;
  /** In lower case. */
  headers: IncomingHttpHeaders;
}

export interface LinkOptions {
  handshake: Handshake;
  /** Whether control pings are answered. */
  answerPings: 'answer' | 'ignore';
  timeoutMs: number;
  /** Whether the link opens what lies above the socket, the namespace of Socket.IO, or leaves that to the steps. */
  opening: 'done' | 'left';
  /** Namespace of Socket.IO. */
  namespace?: string;
  /** Called once, before anything that arrives. */
  opened(answer: Answer): void;
  received(arrival: Arrival): void;
  /** Called for what the link itself sends. */
  sent(text: string): void;
  /** Called once, as the last. */
  closed(code: number, reason: string): void;
}

/** @throws Refused when the other side does not accept. */
export type OpenLink = (options: LinkOptions) => Promise<Link>;

/**
 * The server answered with an HTTP status that opens nothing, or not at all; or it took the upgrade (101) and
 * refused what comes after it.
 */
export class Refused extends Error {
  /** 0 when there was no HTTP answer. */
  readonly status: number;
  /** `ECONNREFUSED` and the like; `SILENT` when nothing followed an upgrade; empty when there was an answer. */
  readonly code: string;

  constructor(options: { status: number; code: string; message: string }) {
    super(options.message);
    this.name = 'Refused';
    this.status = options.status;
    this.code = options.code;
  }
}

/** Code of a refusal that is none: what was asked after the upgrade was not answered. */
export const SILENT = 'SILENT';

/** Why nothing opened, when there was no HTTP answer. */
export const unanswered = (error: NodeJS.ErrnoException): Refused =>
  new Refused({ status: 0, code: error.code ?? 'ERROR', message: error.message || (error.code ?? '') });
