import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import type { ServerProcess } from './server-process.ts';

export const path = '/mxf/socket.io/';

type Payload = Record<string, unknown>;

/** An agent on the library's own client, which keeps what it receives. */
export class Agent {
  readonly socket: Socket;
  readonly received: { event: string; payload: Payload }[] = [];
  #wake = (): void => {};

  constructor(server: ServerProcess, options: Partial<ManagerOptions & SocketOptions> = {}) {
    const auth = { domainKey: 'home', username: 'alice', password: 'secret' };
    const fixed = { path, forceNew: true, reconnection: false };
    this.socket = io(server.http, { ...fixed, transports: ['websocket'], auth, ...options });
    this.socket.onAny((event: string, payload: Payload) => {
      this.received.push({ event, payload });
      this.#wake();
    });
    onTestFinished(() => void this.socket.disconnect());
  }

  /** Connects and registers. */
  static async register(
    server: ServerProcess,
    { agentId, channelId = 'lobby', ...rest }: { agentId: string; channelId?: string } & Payload,
    options?: Partial<ManagerOptions & SocketOptions>,
  ): Promise<Agent> {
    const agent = new Agent(server, options);
    await agent.emit('agent:register', { agentId, name: agentId, channelId, ...rest });
    return agent;
  }

  /** @returns the acknowledgement */
  emit(event: string, payload?: unknown): Promise<Payload> {
    return this.socket.timeout(10_000).emitWithAck(event, payload);
  }

  /** The next event of that name, received already or still to come; it is taken out. */
  async next(event: string): Promise<Payload> {
    for (;;) {
      const index = this.received.findIndex((candidate) => candidate.event === event);
      if (index >= 0) return this.received.splice(index, 1)[0]?.payload as Payload;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** What has come of that name, once everything sent before was handled. */
  async all(event: string): Promise<Payload[]> {
    await this.emit('agent:status', { agentId: 'nobody' });
    return this.received.filter((candidate) => candidate.event === event).map(({ payload }) => payload);
  }

  disconnected(): Promise<string> {
    return new Promise((resolve) => {
      this.socket.once('disconnect', resolve);
    });
  }
}

/** Engine.IO over a bare WebSocket, for what a library would not send. */
export class RawAgent {
  readonly socket: WebSocket;
  readonly received: string[] = [];
  readonly closed: Promise<number>;
  #wake = (): void => {};

  constructor(server: ServerProcess, token = 'raw') {
    const headers = { authorization: `Bearer ${token}` };
    this.socket = new WebSocket(`${server.url}${path}?EIO=4&transport=websocket`, { headers });
    this.socket.on('error', () => {});
    this.socket.on('message', (data: Buffer) => {
      this.received.push(data.toString());
      this.#wake();
    });
    this.closed = new Promise((resolve) => {
      this.socket.once('close', (code) => {
        resolve(code);
        this.#wake();
      });
    });
    onTestFinished(() => this.socket.terminate());
  }

  /** In the main namespace. */
  static async connect(server: ServerProcess): Promise<RawAgent> {
    const agent = new RawAgent(server);
    await agent.next('0{');
    agent.send('40');
    await agent.next('40{');
    return agent;
  }

  send(packet: string | Buffer): void {
    this.socket.send(packet);
  }

  /** The first packet with that beginning, received already or still to come; it is taken out. */
  async next(beginning: string): Promise<string> {
    for (;;) {
      const index = this.received.findIndex((packet) => packet.startsWith(beginning));
      if (index >= 0) return this.received.splice(index, 1)[0] as string;
      if (this.socket.readyState >= WebSocket.CLOSING) throw new Error(`closed before ${beginning} came`);
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}
