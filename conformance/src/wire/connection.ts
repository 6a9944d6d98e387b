import type { IncomingMessage } from 'node:http';
import type { Channel } from '@agentwire/generated/model';
import WebSocket from 'ws';
import { describe, type Judge, type Judgement } from '../judge.ts';
import { messageById } from '../protocol.ts';
import { decode, encode } from './frame.ts';
import type { Handshake } from './handshake.ts';
import type { Entry, FrameKind, Transcript } from './transcript.ts';

export interface Received extends Judgement {
  /** Place in the connection's inbox. */
  index: number;
  frame: FrameKind;
  text: string | undefined;
  /** Used up by a step; later steps pass it over. */
  taken: boolean;
  /** Its line in the transcript. */
  entry: Entry;
}

export interface Closed {
  code: number;
  reason: string;
  /** Whether the kit asked for it. */
  byKit: boolean;
}

/** The server answered the upgrade with an HTTP status, or not at all. */
export class Refused extends Error {
  /** 0 when there was no HTTP answer. */
  readonly status: number;
  /** `ECONNREFUSED` and the like; empty when there was an HTTP answer. */
  readonly code: string;

  constructor(options: { status: number; code: string; message: string }) {
    super(options.message);
    this.name = 'Refused';
    this.status = options.status;
    this.code = options.code;
  }
}

/** What a connection waits for did not come. */
export class NotCome extends Error {
  /** Set when the connection closed meanwhile. */
  readonly closed: Closed | undefined;

  constructor(message: string, closed?: Closed) {
    super(message);
    this.name = 'NotCome';
    this.closed = closed;
  }
}

export interface ConnectionOptions {
  name: string;
  channel: Channel;
  handshake: Handshake;
  judge: Judge;
  transcript: Transcript;
  /** Whether control pings are answered. */
  answerPings: 'answer' | 'ignore';
  timeoutMs: number;
  /** Called for every received frame, in order. */
  onReceived?: (received: Received) => void;
}

/** Frames larger than this end the connection with 1009. */
const LARGEST_FRAME_BYTES = 64 * 1024 * 1024;
/** How long a server has to answer a close frame before the socket is cut. */
const CLOSE_GRACE_MS = 2_000;

/**
 * One WebSocket connection as a check sees it: everything that came lies in `inbox`, judged; the
 * cursor says how far steps have read. It lives until `end()`.
 */
export class Connection {
  readonly name: string;
  readonly channel: Channel;
  readonly inbox: Received[] = [];
  /** The channel's opening message, once it has come. */
  opening: Received | undefined;
  closed: Closed | undefined;
  /** Steps read from here on. */
  cursor = 0;
  /** Where the last expect or silent began to read. */
  windowStart = 0;
  transcript: Transcript;
  onReceived: ((received: Received) => void) | undefined;

  readonly #socket: WebSocket;
  readonly #judge: Judge;
  readonly #timeoutMs: number;
  readonly #waiters = new Set<() => void>();
  #closing = false;
  #probesSent = 0;
  #answers: Received[] = [];

  private constructor(socket: WebSocket, options: ConnectionOptions) {
    this.#socket = socket;
    this.#judge = options.judge;
    this.#timeoutMs = options.timeoutMs;
    this.name = options.name;
    this.channel = options.channel;
    this.transcript = options.transcript;
    this.onReceived = options.onReceived;
    socket.on('message', (data, binary) => this.#receive(data as Buffer, binary));
    socket.on('close', (code, reason) => {
      this.closed = { code, reason: reason.toString('utf8'), byKit: this.#closing };
      this.#log('closed', this.#closing ? `${code} (asked by the kit)` : `${code} ${this.closed.reason}`.trim());
      this.#wake();
    });
    socket.on('error', () => {});
  }

  /**
   * @throws Refused when the upgrade is not accepted.
   */
  static open(options: ConnectionOptions): Promise<Connection> {
    const { handshake, name, transcript } = options;
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(handshake.url, {
        headers: handshake.headers,
        handshakeTimeout: options.timeoutMs,
        perMessageDeflate: false,
        autoPong: options.answerPings === 'answer',
        maxPayload: LARGEST_FRAME_BYTES,
      });
      const connection = new Connection(socket, options);
      const carried = Object.entries(handshake.headers).map(([header, value]) => ` ${header}: ${value}`);
      const address = `${handshake.url}${carried.join(';')}`;
      const refuse = (status: number, code: string, message: string): void => {
        transcript.add({ lane: name, event: 'refused', text: `${address} ${message}` });
        reject(new Refused({ status, code, message }));
      };
      socket.once('open', () => {
        transcript.add({ lane: name, event: 'open', text: address });
        resolve(connection);
      });
      socket.once('unexpected-response', (request, response: IncomingMessage) => {
        const status = response.statusCode ?? 0;
        refuse(status, '', `refused with HTTP ${status}`);
        request.destroy();
      });
      socket.once('error', (error: NodeJS.ErrnoException) =>
        refuse(0, error.code ?? 'ERROR', error.message || (error.code ?? '')),
      );
    });
  }

  get isOpen(): boolean {
    return this.closed === undefined && this.#socket.readyState === WebSocket.OPEN;
  }

  /** Hands a frame to the socket; a closed connection drops it, which the step that waits for the effect will see. */
  send(text: string, frame: FrameKind = 'text'): void {
    this.#log('sent', text, frame);
    if (this.#isProbe(text)) this.#probesSent += 1;
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(encode(text, frame));
  }

  /**
   * The first value that `look` finds; it is asked again after each frame and after the close.
   * @throws NotCome when time runs out or the connection closes.
   */
  async until<T>(look: () => T | undefined, options: { what: string; timeoutMs?: number }): Promise<T> {
    const timeoutMs = options.timeoutMs ?? this.#timeoutMs;
    const deadline = performance.now() + timeoutMs;
    for (;;) {
      const found = look();
      if (found !== undefined) return found;
      if (this.closed) {
        const { code, reason } = this.closed;
        throw new NotCome(
          `the connection closed with ${code}${reason === '' ? '' : ` (${reason})`} before ${options.what}`,
          this.closed,
        );
      }
      const leftMs = deadline - performance.now();
      if (leftMs <= 0) throw new NotCome(`${options.what} did not come within ${timeoutMs} ms`);
      await this.#changed(leftMs);
    }
  }

  /**
   * Sends the channel's barrier request and waits for its answer. Requests and answers are counted,
   * so requests that a check sent itself are answered first. The answer is taken out of the inbox.
   * @throws NotCome
   */
  async barrier(): Promise<Received> {
    const barrier = this.channel.facts.barrier;
    if (!barrier) throw new Error(`channel ${this.channel.id} (${this.channel.source}) declares no barrier`);
    const request = messageById(this.channel, barrier.send);
    this.send(JSON.stringify(request.examples[0]?.payload ?? request.discriminant));
    const nth = this.#probesSent;
    const answer = await this.until(() => this.#answers[nth - 1], { what: `the answer to ${request.name}` });
    answer.taken = true;
    return answer;
  }

  /** A round trip of control frames; false when the server answers none in time. */
  async controlRoundTrip(): Promise<boolean> {
    let answered = false;
    const mark = (): void => {
      answered = true;
      this.#wake();
    };
    this.#socket.once('pong', mark);
    this.#socket.ping();
    try {
      await this.until(() => answered || undefined, { what: 'a control pong' });
    } catch {
      this.#socket.off('pong', mark);
    }
    return answered;
  }

  /** Marks a message as used by a step. */
  take(received: Received): void {
    received.taken = true;
    delete received.entry.foreign;
  }

  /** Closes from the kit's side and waits until the socket is closed. */
  async end(): Promise<void> {
    if (this.closed) return;
    this.#closing = true;
    this.#socket.close(1000);
    const cut = setTimeout(() => this.#socket.terminate(), CLOSE_GRACE_MS);
    try {
      while (!this.closed) await this.#changed(CLOSE_GRACE_MS);
    } finally {
      clearTimeout(cut);
    }
  }

  #receive(data: Buffer, binary: boolean): void {
    const { frame, text, bytes } = decode(data, { binary });
    const judgement = this.#judge.judge({ channel: this.channel, direction: 'server-to-client', text });
    const entry = this.transcript.add({
      lane: this.name,
      event: 'received',
      text: text ?? `${bytes} bytes that are no text`,
      frame,
      ...(judgement.faults.length > 0 ? { fault: describe(judgement.faults) } : {}),
      ...(judgement.message?.facts.event && judgement.faults.length === 0 ? { foreign: true } : {}),
    });
    const received: Received = { ...judgement, index: this.inbox.length, frame, text, taken: false, entry };
    this.inbox.push(received);
    const barrier = this.channel.facts.barrier;
    if (barrier && judgement.message?.id === barrier.expect) this.#answers.push(received);
    this.onReceived?.(received);
    this.#wake();
  }

  #isProbe(text: string): boolean {
    const barrier = this.channel.facts.barrier;
    if (!barrier) return false;
    const { message, faults } = this.#judge.judge({ channel: this.channel, direction: 'client-to-server', text });
    return message?.id === barrier.send && faults.length === 0;
  }

  #log(event: 'sent' | 'closed', text: string, frame?: FrameKind): void {
    this.transcript.add({ lane: this.name, event, text, ...(frame ? { frame } : {}) });
  }

  #wake(): void {
    for (const wake of this.#waiters) wake();
  }

  #changed(timeoutMs: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#waiters.delete(done);
        resolve();
      };
      const timer = setTimeout(done, timeoutMs);
      this.#waiters.add(done);
    });
  }
}
