import { checkDevmentorIdeClientMessage } from '@agentwire/generated/validators/devmentor';
import { expect, onTestFinished } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';

interface Suggestions {
  type: string;
  requestId?: unknown;
  data: { type: string; title: string }[];
}

/** A listener in an IDE, to which the dashboard connects. */
export class Ide {
  readonly received: Suggestions[] = [];
  readonly paths: (string | undefined)[] = [];
  readonly url: string;
  connections = 0;
  socket: WebSocket | undefined;
  closeCode: number | undefined;

  private constructor(listener: WebSocketServer) {
    const address = listener.address();
    this.url = `ws://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/devmentor`;
    listener.on('connection', (socket, { url }) => {
      this.connections++;
      this.socket = socket;
      this.paths.push(url);
      socket.on('message', (bytes: Buffer) => {
        const message = JSON.parse(bytes.toString());
        expect(checkDevmentorIdeClientMessage(message)).toMatchObject({ ok: true });
        this.received.push(message);
      });
      socket.on('close', (code) => {
        this.closeCode = code;
      });
    });
    onTestFinished(() => {
      for (const client of listener.clients) client.terminate();
      listener.close();
    });
  }

  static async listen(): Promise<Ide> {
    const listener = new WebSocketServer({ host: '127.0.0.1', port: 0 });
    await new Promise((resolve) => listener.once('listening', resolve));
    return new Ide(listener);
  }

  send(message: object | string): void {
    this.socket?.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  async connected(times: number): Promise<void> {
    await expect.poll(() => this.connections, { timeout: 5000 }).toBe(times);
  }

  async answers(count: number): Promise<Suggestions[]> {
    await expect.poll(() => this.received.length, { timeout: 5000 }).toBe(count);
    return this.received;
  }
}
