import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Channel, Model } from '@agentwire/generated/model';
import WebSocket, { WebSocketServer } from 'ws';
import { channelAt } from './place.ts';

/** A text of the server on its way to a client: a frame, or the data of a server-sent event. */
export interface Passing {
  channel: Channel;
  text: string;
  /** The client that it is for. */
  client: Client;
  /** Clients of the same channel, that one included. */
  clients(): Client[];
}

/** A client behind the relay. */
export interface Client {
  /** Sends a text as the server would. */
  send(text: string): void;
}

/** Decides what becomes of a text; it passes as it is without. */
export type Passage = (passing: Passing) => void;

export const unchanged: Passage = ({ client, text }) => client.send(text);

/** Headers of an upgrade that the two halves of a connection make for themselves. */
const OWN_HEADERS = /^(host|connection|upgrade|sec-websocket-(key|version|extensions))$/;

/** Stands between the kit and a server, and may change whatever the server says. */
export class Relay {
  passage: Passage = unchanged;
  readonly #model: Model;
  readonly #upstream: () => URL;
  readonly #http: Server;
  readonly #sockets = new WebSocketServer({ noServer: true, autoPong: false });
  readonly #clients = new Map<Client, Channel>();

  private constructor(model: Model, upstream: () => URL) {
    this.#model = model;
    this.#upstream = upstream;
    this.#http = createServer((asked, answer) => this.#pass(asked, answer));
    this.#http.on('upgrade', (asked, socket, head) => this.#upgrade(asked, socket, head));
  }

  /** @param upstream where the server is, which may start again elsewhere */
  static async listen(model: Model, upstream: () => URL): Promise<Relay> {
    const relay = new Relay(model, upstream);
    relay.#http.listen(0, '127.0.0.1');
    await once(relay.#http, 'listening');
    return relay;
  }

  get url(): URL {
    return new URL(`ws://127.0.0.1:${(this.#http.address() as AddressInfo).port}`);
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets.clients) socket.terminate();
    this.#http.closeAllConnections();
    this.#http.close();
    await once(this.#http, 'close');
  }

  #target(asked: IncomingMessage): URL {
    const url = new URL(asked.url ?? '/', this.#upstream());
    return url;
  }

  #upgrade(asked: IncomingMessage, socket: Duplex, head: Buffer): void {
    const headers = Object.fromEntries(Object.entries(asked.headers).filter(([name]) => !OWN_HEADERS.test(name)));
    const server = new WebSocket(this.#target(asked), {
      headers: headers as Record<string, string>,
      autoPong: false,
      perMessageDeflate: false,
    });
    socket.on('error', () => server.terminate());
    server.on('error', () => socket.destroy());
    server.on('unexpected-response', (_, answer) => refuse(socket, answer));
    // Nothing that the server says at once may come before the client is there.
    server.once('upgrade', () =>
      this.#sockets.handleUpgrade(asked, socket, head, (client) => this.#join(asked, client, server)),
    );
  }

  #join(asked: IncomingMessage, socket: WebSocket, server: WebSocket): void {
    const channel = channelAt(this.#model, asked.url ?? '');
    const client: Client = { send: (text) => socket.readyState === WebSocket.OPEN && socket.send(text) };
    if (channel) this.#clients.set(client, channel);
    server.on('message', (data, isBinary) => {
      if (isBinary || !channel) socket.send(data as Buffer, { binary: isBinary });
      else this.#say({ channel, text: String(data), client });
    });
    server.on('ping', (data) => socket.ping(data));
    server.on('pong', (data) => socket.pong(data));
    server.on('close', (code, reason) => close(socket, code, reason));
    whenOpen(server, () => {
      socket.on('message', (data, isBinary) => server.send(data as Buffer, { binary: isBinary }));
      socket.on('ping', (data) => server.ping(data));
      socket.on('pong', (data) => server.pong(data));
    });
    socket.on('error', () => server.terminate());
    socket.on('close', (code, reason) => {
      this.#clients.delete(client);
      close(server, code, reason);
    });
  }

  #say(said: Pick<Passing, 'channel' | 'text' | 'client'>): void {
    const clients = (): Client[] =>
      [...this.#clients].flatMap(([client, { id }]) => (id === said.channel.id ? [client] : []));
    this.passage({ ...said, clients });
  }

  #pass(asked: IncomingMessage, answer: ServerResponse): void {
    const url = this.#target(asked);
    url.protocol = 'http:';
    const forwarded = request(url, { method: asked.method, headers: { ...asked.headers, host: url.host } }, (came) => {
      answer.writeHead(came.statusCode ?? 502, came.headers);
      const channel = channelAt(this.#model, asked.url ?? '');
      const isStream = came.headers['content-type']?.startsWith('text/event-stream') === true;
      if (channel && isStream) this.#stream(channel, came, answer);
      else came.pipe(answer);
      came.on('close', () => answer.destroy());
    });
    forwarded.on('error', () => answer.destroy());
    answer.on('close', () => forwarded.destroy());
    asked.pipe(forwarded);
  }

  /** Server-sent events; each has one line of data. */
  #stream(channel: Channel, came: IncomingMessage, answer: ServerResponse): void {
    let around = (text: string): string => `data: ${text}\n\n`;
    const client: Client = { send: (text) => answer.write(around(text)) };
    this.#clients.set(client, channel);
    answer.on('close', () => this.#clients.delete(client));
    let rest = '';
    came.setEncoding('utf8');
    came.on('data', (more: string) => {
      const blocks = `${rest}${more}`.split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const [line, data = ''] = /^data: ?(.*)$/m.exec(block) ?? [];
        if (line === undefined) answer.write(`${block}\n\n`);
        else {
          around = (text) => `${block.replace(line, () => `data: ${text}`)}\n\n`;
          this.#say({ channel, text: data, client });
        }
      }
    });
    answer.flushHeaders();
  }
}

function whenOpen(socket: WebSocket, run: () => void): void {
  if (socket.readyState === WebSocket.OPEN) run();
  else socket.once('open', run);
}

/** Codes that stand for what happened, and never on the wire. */
const UNSAID = new Set([1005, 1006, 1015]);

function close(socket: WebSocket, code: number, reason: Buffer): void {
  if (code === 1006) socket.terminate();
  else if (UNSAID.has(code)) socket.close();
  else socket.close(code, reason);
}

function refuse(socket: Duplex, answer: IncomingMessage): void {
  const headers = answer.rawHeaders.map((text, index) => (index % 2 === 0 ? `${text}: ` : `${text}\r\n`)).join('');
  socket.write(`HTTP/1.1 ${answer.statusCode} ${answer.statusMessage}\r\n${headers}\r\n`);
  answer.pipe(socket);
}
