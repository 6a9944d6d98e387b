import type { LinkOptions } from './link.ts';
import type { Piece } from './packet.ts';

/** What carries Engine.IO: a WebSocket, or HTTP requests that wait for their answer. */
export interface Pipe {
  readonly isOpen: boolean;
  send(pieces: Piece[]): void;
  /** Asks for a sign of life below the packets. */
  probe(answered: () => void): void;
  /** Reads nothing more until it shall go on. */
  pause(): void;
  resume(): void;
  close(): void;
  cut(): void;
}

export interface PipeOptions
  extends Pick<LinkOptions, 'handshake' | 'answerPings' | 'timeoutMs' | 'opened' | 'closed'> {
  /** Called once, before anything that arrives. */
  ready(pipe: Pipe): void;
  received(piece: Piece): void;
}
