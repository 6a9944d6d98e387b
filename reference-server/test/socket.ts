import { connect, type Socket as NetSocket } from 'node:net';
import { onTestFinished } from 'vitest';
import { type ClientOptions, WebSocket } from 'ws';

export interface Message {
  type: string;
  data?: Record<string, unknown>;
  metadata?: Record<string, unknown>;
}

/** A client that keeps what it receives. */
export class Client {
  readonly socket: WebSocket;
  readonly received: Message[] = [];
  /** Binary frames, as they came. */
  readonly binary: Buffer[] = [];
  readonly closed: Promise<number>;
  #wake = (): void => {};

  constructor(url: string, options: ClientOptions = {}) {
    this.socket = new WebSocket(url, options);
    this.closed = new Promise((resolve) => {
      this.socket.once('close', (code) => {
        resolve(code);
        this.#wake();
      });
    });
    this.socket.on('error', () => {});
    this.socket.on('message', (data: Buffer, isBinary) => {
      if (isBinary) this.binary.push(data);
      else this.received.push(JSON.parse(data.toString()));
      this.#wake();
    });
    onTestFinished(() => this.socket.terminate());
  }

  send(message: object | string | Buffer): void {
    this.socket.send(typeof message === 'string' || Buffer.isBuffer(message) ? message : JSON.stringify(message));
  }

  /** The first message that fits, received already or still to come; it is taken out. */
  async next(fits: (message: Message) => boolean): Promise<Message> {
    for (;;) {
      const index = this.received.findIndex(fits);
      if (index >= 0) return this.received.splice(index, 1)[0] as Message;
      if (this.socket.readyState >= WebSocket.CLOSING) throw new Error('closed before the message came');
      await this.#changed();
    }
  }

  async count(messages: number): Promise<void> {
    while (this.received.length < messages) await this.#changed();
  }

  async nextBinary(): Promise<Buffer> {
    while (this.binary.length === 0) await this.#changed();
    return this.binary.shift() as Buffer;
  }

  /** Sends a ping and waits for its pong: everything sent before has been handled then. */
  async settled(): Promise<void> {
    this.send({ type: 'ping' });
    await this.next(ofType('pong'));
  }

  #changed(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}

export function ofType(type: string): (message: Message) => boolean {
  return (message) => message.type === type;
}

/** Opens a client and waits for the server's first word, which is left among the received. */
export async function open(url: string, options?: ClientOptions): Promise<Client> {
  const client = new Client(url, options);
  await client.count(1);
  return client;
}

/** A bare TCP connection that has asked for an upgrade; what it does with the answer is up to the test. */
export async function rawUpgrade(url: string): Promise<NetSocket> {
  const { hostname, port, pathname, search } = new URL(url);
  const socket = connect(Number(port), hostname);
  onTestFinished(() => {
    socket.destroy();
  });
  socket.on('error', () => {});
  await new Promise((resolve) => socket.once('connect', resolve));
  socket.write(
    [
      `GET ${pathname}${search} HTTP/1.1`,
      `Host: ${hostname}`,
      'Upgrade: websocket',
      'Connection: Upgrade',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      '',
      '',
    ].join('\r\n'),
  );
  return socket;
}
