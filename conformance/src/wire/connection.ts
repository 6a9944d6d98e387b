import type { Channel } from '@agentwire/generated/model';
import { describe, type Judge, type Judgement } from '../judge.ts';
import { messageById } from '../protocol.ts';
import type { Handshake } from './handshake.ts';
import { type Answer, type Arrival, type Link, Refused } from './link.ts';
import { Probes } from './probes.ts';
import type { Entry, FrameKind, Transcript } from './transcript.ts';
import { TRANSPORTS } from './transports.ts';

export interface Received extends Judgement {
  /** Place in the connection's inbox. */
  index: number;
  frame: FrameKind;
  text: string | undefined;
  /** Of a server-sent event that has one. */
  id?: string;
  /** Frames that the kit had sent on the connection before. */
  sentBefore: number;
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
  /** Values of the path parameters that stand in the handshake's address. */
  parameters?: Record<string, string>;
  handshake: Handshake;
  judge: Judge;
  transcript: Transcript;
  /** Whether control pings are answered. */
  answerPings: 'answer' | 'ignore';
  timeoutMs: number;
  /** Whether the namespace of Socket.IO is opened at once; the steps do it otherwise. */
  opening?: 'done' | 'left';
  /** Called for every received frame, in order. */
  onReceived?: (received: Received) => void;
}

/** How long a server has to answer a close frame before it is cut off. */
const CLOSE_GRACE_MS = 2_000;

/**
 * One connection as a check sees it: everything that came lies in `inbox`, judged; the cursor says how
 * far steps have read. It lives until `end()`.
 */
export class Connection {
  readonly name: string;
  readonly channel: Channel;
  readonly parameters: Record<string, string>;
  readonly inbox: Received[] = [];
  /** Status and headers that opened it. */
  answer: Answer = { status: 0, headers: {} };
  /** The channel's opening message, once it has come; on Socket.IO the open packet. */
  opening: Received | undefined;
  /** The channel's greeting, when the server has sent it. */
  greeting: Received | undefined;
  /** Id of the last server-sent event that a step took. */
  lastEventId: string | undefined;
  closed: Closed | undefined;
  /** Steps read from here on. */
  cursor = 0;
  /** Where the last expect or silent began to read. */
  windowStart = 0;
  transcript: Transcript;
  onReceived: ((received: Received) => void) | undefined;

  #link: Link | undefined;
  readonly #judge: Judge;
  readonly #timeoutMs: number;
  readonly #waiters = new Set<() => void>();
  readonly #probes: Probes<Received>;
  #closing = false;
  #sent = 0;

  private constructor(options: ConnectionOptions) {
    this.#judge = options.judge;
    this.#timeoutMs = options.timeoutMs;
    this.#probes = new Probes(options.channel);
    this.name = options.name;
    this.channel = options.channel;
    this.parameters = options.parameters ?? {};
    this.transcript = options.transcript;
    this.onReceived = options.onReceived;
  }

  /**
   * Resolves when it is open; where the channel has a greeting, when that has come or will not come.
   * @throws Refused when the other side does not accept.
   */
  static async open(options: ConnectionOptions): Promise<Connection> {
    const connection = new Connection(options);
    await connection.#open(options);
    if (options.channel.facts.greeting !== undefined) await connection.#greet(options.channel.facts.greeting);
    return connection;
  }

  get isOpen(): boolean {
    return this.closed === undefined && this.#link?.isOpen === true;
  }

  /** Hands a frame to the link; a closed connection drops it, which the step that waits for the effect will see. */
  send(text: string, frame: FrameKind = 'text'): void {
    this.#log('sent', text, frame);
    const { message, faults, value } = this.#read(text);
    if (message !== undefined && message.id === this.#probes.request && faults.length === 0) this.#probes.sent(value);
    this.#link?.send(text, frame);
  }

  /**
   * The first value that `look` finds; it is asked again after each frame, after the close, and when
   * `after` has ended.
   * @throws NotCome when time runs out or the connection closes.
   */
  async until<T>(look: () => T | undefined, options: { what: string; after?: Promise<void> }): Promise<T> {
    const timeoutMs = this.#timeoutMs;
    options.after?.then(() => this.#wake());
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
   * Sends the channel's barrier request and waits for its answer, which is taken out of the inbox.
   * @throws NotCome
   */
  async barrier(): Promise<Received> {
    const request = this.#probes.make();
    const text = JSON.stringify(request);
    this.#log('sent', text, 'text');
    const answered = this.#probes.sent(request);
    this.#link?.send(text, 'text');
    const { name } = messageById(this.channel, this.#probes.request as string);
    const answer = await this.until(answered, { what: `the answer to ${name}` });
    answer.taken = true;
    return answer;
  }

  /** A round trip below the messages; false when the server answers none in time. */
  async controlRoundTrip(): Promise<boolean> {
    let answered = false;
    this.#link?.probe(() => {
      answered = true;
      this.#wake();
    });
    try {
      await this.until(() => answered || undefined, { what: 'a control pong' });
    } catch (error) {
      if (!(error instanceof NotCome)) throw error;
    }
    return answered;
  }

  /** Reads nothing more, so that what the server sends piles up there. */
  stall(): void {
    this.transcript.note(`${this.name} stops reading`);
    this.#link?.pause();
  }

  readOn(): void {
    this.transcript.note(`${this.name} reads on`);
    this.#link?.resume();
  }

  /** Marks a message as used by a step. */
  take(received: Received): void {
    received.taken = true;
    if (received.id !== undefined) this.lastEventId = received.id;
    delete received.entry.foreign;
  }

  /** Closes from the kit's side and waits until it is closed. */
  async end(): Promise<void> {
    if (this.closed) return;
    this.#closing = true;
    this.#link?.close();
    const cut = setTimeout(() => this.#link?.cut(), CLOSE_GRACE_MS);
    try {
      while (!this.closed) await this.#changed(CLOSE_GRACE_MS);
    } finally {
      clearTimeout(cut);
    }
  }

  async #open({ handshake, answerPings, timeoutMs, opening = 'done' }: ConnectionOptions): Promise<void> {
    const carried = Object.entries(handshake.headers).map(([header, value]) => ` ${header}: ${value}`);
    const address = `${handshake.url}${carried.join(';')}`;
    const { transport, socketio } = this.channel.facts;
    const openLink = TRANSPORTS[transport];
    if (!openLink) throw new Error(`this kit speaks no ${transport} (channel ${this.channel.id})`);
    try {
      this.#link = await openLink({
        handshake,
        answerPings,
        timeoutMs,
        opening,
        ...(socketio ? { namespace: socketio.namespace } : {}),
        sent: (text) => this.#log('sent', text, 'text'),
        opened: (answer) => {
          this.answer = answer;
          this.transcript.add({ lane: this.name, event: 'open', text: address });
        },
        received: (arrival) => this.#receive(arrival),
        closed: (code, reason) => {
          this.closed = { code, reason, byKit: this.#closing };
          this.#log('closed', this.#closing ? `${code} (asked by the kit)` : `${code} ${reason}`.trim());
          this.#wake();
        },
      });
    } catch (error) {
      if (error instanceof Refused)
        this.transcript.add({ lane: this.name, event: 'refused', text: `${address} ${error.message}` });
      throw error;
    }
  }

  /** A greeting is sent as soon as the connection is open, so it is here when the server answers a control ping. */
  async #greet(greeting: string): Promise<void> {
    await this.controlRoundTrip();
    this.greeting = this.inbox.find((item) => item.message?.id === greeting);
  }

  #receive(arrival: Arrival): void {
    const { frame, text, bytes, id, opening = false } = arrival;
    const judgement = this.#judgement(arrival);
    const entry = this.transcript.add({
      lane: this.name,
      event: 'received',
      text: `${text ?? `${bytes} bytes that are no text`}${id === undefined ? '' : ` (id ${id})`}`,
      frame,
      ...(judgement.faults.length > 0 ? { fault: describe(judgement.faults) } : {}),
      ...(judgement.message?.facts.event && judgement.faults.length === 0 ? { foreign: true } : {}),
    });
    const received: Received = {
      ...judgement,
      index: this.inbox.length,
      frame,
      text,
      ...(id === undefined ? {} : { id }),
      sentBefore: this.#sent,
      taken: opening,
      entry,
    };
    this.inbox.push(received);
    if (opening) this.opening ??= received;
    if (received.message !== undefined && received.message.id === this.#probes.answer) this.#probes.answered(received);
    this.onReceived?.(received);
    this.#wake();
  }

  /** A comment says nothing that could be wrong; an event with a name passes by whoever listens to messages. */
  #judgement({ frame, text, event, fault: broken }: Arrival): Judgement {
    if (frame === 'comment') return { value: text, faults: [] };
    const requirement = this.channel.facts.requirements?.envelope;
    if (broken !== undefined) {
      const fault = { path: '', keyword: 'packet', message: `must be a packet (${broken})` };
      return { value: undefined, faults: [fault], requirement };
    }
    const judgement = this.#judge.judge({ channel: this.channel, direction: 'server-to-client', text });
    if (event === undefined || event === 'message') return judgement;
    const fault = { path: '', keyword: 'event', message: `must be an event without a name, not ${event}` };
    return { ...judgement, faults: [fault], requirement };
  }

  #read(text: string): Judgement {
    return this.#judge.judge({ channel: this.channel, direction: 'client-to-server', text });
  }

  #log(event: 'sent' | 'closed', text: string, frame?: FrameKind): void {
    if (event === 'sent') this.#sent += 1;
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
