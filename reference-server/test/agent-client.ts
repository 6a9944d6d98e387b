import { io, type Socket } from 'socket.io-client';
import { onTestFinished } from 'vitest';
import type { ServerProcess } from './server-process.ts';

/** What came, in order: the event and its payload. */
// biome-ignore lint/suspicious/noExplicitAny: what is read of a payload is up to the test
export type Received = [event: string, payload: any];

/** A connection of agents that keeps what it receives. */
export class AgentClient {
  readonly received: Received[] = [];
  readonly socket: Socket;

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.onAny((event, payload) => this.received.push([event, payload]));
    onTestFinished(() => void socket.disconnect());
  }

  static async open({ http }: Pick<ServerProcess, 'http'>, key: string): Promise<AgentClient> {
    const socket = io(http, {
      path: '/mxf/socket.io/',
      transports: ['websocket'],
      extraHeaders: { authorization: `Bearer ${key}` },
      reconnection: false,
      forceNew: true,
    });
    const client = new AgentClient(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', () => resolve());
      socket.once('connect_error', reject);
    });
    return client;
  }

  /** Resolves with the acknowledgement: the event has been handled. */
  send(event: string, payload: object): Promise<{ success: boolean; error?: string }> {
    return this.socket.emitWithAck(event, payload);
  }

  register(agentId: string, channelId = 'team', more: object = {}): Promise<{ success: boolean; error?: string }> {
    return this.send('agent:register', { agentId, name: agentId, channelId, ...more });
  }

  /** What the server knows of an agent. */
  async statusOf(agentId: string): Promise<Record<string, unknown> | undefined> {
    this.received.length = 0;
    await this.send('agent:status', { agentId });
    return this.payloads('agent:status:response').at(-1);
  }

  // biome-ignore lint/suspicious/noExplicitAny: as above
  payloads(event: string): any[] {
    return this.received.filter(([name]) => name === event).map(([, payload]) => payload);
  }
}
