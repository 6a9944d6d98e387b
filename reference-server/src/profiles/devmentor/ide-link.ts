import { devmentor as document } from '@agentwire/generated/constants/devmentor';
import type { DevmentorIdeClientMessage, DevmentorIdeServerMessage } from '@agentwire/generated/types/devmentor';
import { checkDevmentorIdeServerMessage } from '@agentwire/generated/validators/devmentor';
import { WebSocket } from 'ws';
import type { Clock, Timer } from '../../clock.ts';
import { defaultTenant } from '../../credentials.ts';
import { decode } from '../../decode.ts';
import { ProtocolError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import type { Services } from '../../services/services.ts';
import { suggestWithTest } from './suggest.ts';

const { devmentorIde: channel, devmentorWs } = document.channels;
const { reconnect, limits } = channel;

/** Whose the listener is: it presents no credential, so what it says stays in this tenant. */
const ide = { tenant: defaultTenant, userId: 'ide' };

export interface IdeLinkOptions {
  /** `ws://localhost:8080/devmentor` */
  url: string;
  clock: Clock;
  services: Services;
  log: Log;
}

type Handler<Message> = (message: Message) => Promise<void> | void;
type HandlerTable = {
  readonly [Name in DevmentorIdeServerMessage['type']]: Handler<Extract<DevmentorIdeServerMessage, { type: Name }>>;
};

/**
 * The dashboard as a client of a listener in the IDE (DEVMENTOR-B35). A connection that drops, or
 * cannot be made, is tried again by the rules of the browser hook (B37, B38): a number of times in a
 * row with growing delays, and then no more.
 */
export class IdeLink {
  readonly #options: IdeLinkOptions;
  readonly #handlers: HandlerTable;
  #socket: WebSocket | undefined;
  #retry: Timer | undefined;
  /** Since the socket was last open. */
  #attempts = 0;
  #isClosed = false;
  /** Requests are answered one after the other, in their order. */
  #answered: Promise<void> = Promise.resolve();
  #waiting = 0;

  constructor(options: IdeLinkOptions) {
    this.#options = options;
    this.#handlers = this.#createHandlers();
    this.#connect();
  }

  /** Ends the connection, for good. */
  close(): void {
    this.#isClosed = true;
    this.#retry?.cancel();
    const socket = this.#socket;
    socket?.close(devmentorWs.closeCodes.shutdown);
    setTimeout(() => socket?.terminate(), lastWordsMs).unref();
  }

  #connect(): void {
    const { url, log } = this.#options;
    const socket = new WebSocket(url, { maxPayload: limits.messageBytes, handshakeTimeout: handshakeTimeoutMs });
    this.#socket = socket;
    socket.on('open', () => {
      this.#attempts = 0;
      log.info({ url }, 'connected to the IDE');
      this.#tell('connected to the IDE');
    });
    socket.on('message', (bytes: Buffer, isBinary) => this.#received(socket, bytes, isBinary));
    socket.on('error', (error) => log.debug({ err: error, url }, 'the connection to the IDE has a fault'));
    socket.once('close', () => this.#lost());
  }

  #lost(): void {
    const { url, clock, log } = this.#options;
    if (this.#isClosed) return;
    if (this.#attempts >= reconnect.attempts) {
      log.warn({ url, attempts: this.#attempts }, 'the IDE is not to be reached; the next try is the next start');
      return;
    }
    const delayMs = Math.min(reconnect.delayMs * reconnect.factor ** this.#attempts, reconnect.maxDelayMs);
    this.#attempts++;
    log.info({ url, delayMs }, 'no connection to the IDE');
    this.#retry = clock.after(delayMs, () => this.#connect());
  }

  #received(socket: WebSocket, bytes: Buffer, isBinary: boolean): void {
    const { log } = this.#options;
    const message = this.#read(bytes, isBinary);
    if (!message) return;
    if (this.#waiting >= maxWaiting || socket.bufferedAmount > devmentorWs.slowConsumer.softLimitBytes) {
      log.warn('the IDE asks faster than it can be answered');
      socket.close(devmentorWs.closeCodes.slowConsumer);
      return;
    }
    this.#waiting++;
    this.#answered = this.#answered.then(async () => {
      try {
        await this.#handle(message);
      } catch (error) {
        log.error({ err: error }, 'a message of the IDE could not be handled');
      } finally {
        this.#waiting--;
      }
    });
  }

  /** What cannot be read or breaks its schema is passed over: this side has no error to send. */
  #read(bytes: Buffer, isBinary: boolean): DevmentorIdeServerMessage | undefined {
    const { log } = this.#options;
    try {
      const checked = checkDevmentorIdeServerMessage(decode({ bytes, isBinary }, channel).value);
      if (checked.ok) return checked.message;
      log.debug({ reason: checked.reason }, 'a message of the IDE was refused');
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      log.debug({ details: error.details }, 'a message of the IDE was refused');
    }
    return undefined;
  }

  #handle(message: DevmentorIdeServerMessage): Promise<void> | void {
    // The table is exhaustive over the messages' names; the compiler cannot follow that the two belong together.
    const handler = this.#handlers[message.type] as Handler<DevmentorIdeServerMessage>;
    return handler(message);
  }

  #createHandlers(): HandlerTable {
    const { services } = this.#options;
    const remember = (file: string, content: string): void => services.sourceMemory.remember({ ...ide, file }, content);
    const { domainEvents, jobs } = services;
    return {
      context_update: ({ data: { file, content } }) => remember(file, content),

      file_changed: ({ data: { file, changeType, content } }) => {
        if (content !== undefined) remember(file, content);
        this.#tell(`file ${changeType}`, file);
        domainEvents.tell('fileChanged', { file, changeType, content }, ide.tenant);
      },

      selection_changed: ({ data: { file } }) => this.#tell('selection changed', file),

      tdd_action: ({ data: { action, file } }) => this.#tell(`TDD ${action}`, file),

      /** Answered on the connection on which it came, or not at all (DEVMENTOR-B36). */
      suggestion_request: async ({ data, ...request }) => {
        const socket = this.#socket;
        remember(data.file, data.content);
        const suggestions = await jobs.run({
          tenant: ide.tenant,
          work: () => suggestWithTest(data, services),
          summarise: ({ length }) => ({ suggestions: length }),
        });
        const answer: DevmentorIdeClientMessage = { type: 'suggestions', data: suggestions };
        const requestId = 'requestId' in request && { requestId: request.requestId };
        if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ ...answer, ...requestId }));
      },
    };
  }

  #tell(activity: string, file?: string): void {
    const { domainEvents } = this.#options.services;
    const event = { activity, actor: ide.userId, ...(file !== undefined && { file }) };
    domainEvents.tell('activity', event, ide.tenant);
  }
}

/** How long the IDE may take to accept the upgrade. */
const handshakeTimeoutMs = 10_000;
/** How long the IDE may take to say goodbye. */
const lastWordsMs = 500;
/** Messages that may wait for those before them. */
const maxWaiting = 32;
