import type { JsonObject } from '../json.ts';
import { type Link, type LinkOptions, Refused, SILENT } from './link.ts';
import { encodePieces, PacketReader, type PacketValue, type Piece } from './packet.ts';
import type { Pipe, PipeOptions } from './pipe.ts';
import { openPolling } from './polling.ts';
import { probe, upgrade } from './upgrade.ts';

/** Packets that open a connection. */
const OPENING = new Set<unknown>(['open', 'connect']);

/**
 * Opens Socket.IO: Engine.IO over a WebSocket, or by long-polling where the query asks for it, and CONNECT
 * unless that is left to the steps. Text that is sent is the JSON of a packet's value; a frame of kind
 * `packet` goes out as it stands.
 * @throws Refused when the upgrade is not accepted, or CONNECT is not.
 */
export async function openSocketIo(options: LinkOptions): Promise<Link> {
  const session = new Session(options);
  const handshake = { ...options.handshake, url: withDefaults(options.handshake.url) };
  const open = handshake.url.searchParams.get('transport') === 'polling' ? openPolling : openWebSocketPipe;
  const pipe = await open({
    handshake,
    answerPings: options.answerPings,
    timeoutMs: options.timeoutMs,
    opened: options.opened,
    ready: (made) => session.begin(made),
    received: (piece) => session.receive(piece),
    closed: (code, reason) => session.end(code, reason),
  });
  try {
    await session.entered;
  } catch (error) {
    pipe.close();
    throw error;
  }
  return {
    get isOpen() {
      return pipe.isOpen;
    },
    send(text, frame) {
      pipe.send(frame === 'packet' ? [text] : encodePieces(JSON.parse(text), session.namespace));
    },
    probe: (answered) => pipe.probe(answered),
    pause: () => pipe.pause(),
    resume: () => pipe.resume(),
    close: () => pipe.close(),
    cut: () => pipe.cut(),
  };
}

/** The query that stock clients send, where the handshake says nothing else. */
function withDefaults(url: URL): URL {
  const full = new URL(url);
  for (const [name, value] of [
    ['EIO', '4'],
    ['transport', 'websocket'],
  ] as const)
    if (!full.searchParams.has(name)) full.searchParams.set(name, value);
  return full;
}

async function openWebSocketPipe(options: PipeOptions): Promise<Pipe> {
  const { handshake, answerPings, timeoutMs, opened, ready, received, closed } = options;
  let pipe: Pipe | undefined;
  await upgrade({
    handshake,
    answerPings,
    timeoutMs,
    opened(socket, answer) {
      pipe = {
        get isOpen() {
          return socket.readyState === socket.OPEN;
        },
        send(pieces) {
          if (socket.readyState === socket.OPEN) for (const piece of pieces) socket.send(piece);
        },
        probe: (answered) => probe(socket, answered),
        pause: () => socket.pause(),
        resume: () => socket.resume(),
        close: () => socket.close(1000),
        cut: () => socket.terminate(),
      };
      opened(answer);
      ready(pipe);
    },
    received: (data, binary) => received(binary ? data : data.toString('utf8')),
    closed,
  });
  return pipe as Pipe;
}

/** What happens on one connection above the pipe. */
class Session {
  readonly namespace: string;
  readonly #options: LinkOptions;
  readonly #reader = new PacketReader();
  readonly #opening = Promise.withResolvers<void>();
  readonly #late: NodeJS.Timeout;
  #pipe: Pipe | undefined;

  constructor(options: LinkOptions) {
    const { timeoutMs, namespace = '/' } = options;
    this.#options = options;
    this.namespace = namespace;
    this.#late = setTimeout(() => this.#refuse(`CONNECT was not answered within ${timeoutMs} ms`, SILENT), timeoutMs);
    this.#late.unref();
    this.entered.catch(() => {});
  }

  /** Settles when the opening is over. */
  get entered(): Promise<void> {
    return this.#opening.promise;
  }

  begin(pipe: Pipe): void {
    this.#pipe = pipe;
    if (this.#options.opening === 'left') this.#enter();
  }

  end(code: number, reason: string): void {
    this.#refuse(`closed with ${code} ${reason}`.trim());
    this.#options.closed(code, reason);
  }

  receive(piece: Piece): void {
    const { received, opening } = this.#options;
    const bytes = Buffer.byteLength(piece);
    let packet: PacketValue | undefined;
    try {
      packet = this.#reader.read(piece);
    } catch (error) {
      const text = typeof piece === 'string' ? piece : undefined;
      received({ frame: 'packet', text, bytes, fault: (error as Error).message });
      return;
    }
    if (!packet) return;
    const { value, binary } = packet;
    const isOpening = opening === 'done' && OPENING.has(value.packet);
    const frame = binary ? 'binary' : 'text';
    received({ frame, text: JSON.stringify(value), bytes, ...(isOpening ? { opening: true } : {}) });
    this.#react(value);
  }

  #react({ packet, payload }: JsonObject): void {
    const { handshake, answerPings, opening } = this.#options;
    if (packet === 'ping' && answerPings === 'answer') this.#say({ packet: 'pong', ...(payload ? { payload } : {}) });
    if (opening === 'left') return;
    if (packet === 'open') this.#say({ packet: 'connect', ...(handshake.auth ? { payload: handshake.auth } : {}) });
    else if (packet === 'connect') this.#enter();
    else if (packet === 'connect-error') this.#refuse(`refused with CONNECT_ERROR ${JSON.stringify(payload)}`);
  }

  #enter(): void {
    clearTimeout(this.#late);
    this.#opening.resolve();
  }

  /** The upgrade was accepted, and the namespace stays closed. */
  #refuse(message: string, code = ''): void {
    clearTimeout(this.#late);
    this.#opening.reject(new Refused({ status: 101, code, message }));
  }

  #say(value: JsonObject): void {
    this.#options.sent(JSON.stringify(value));
    this.#pipe?.send(encodePieces(value, this.namespace));
  }
}
