import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Channel, Model } from '@agentwire/generated/model';
import WebSocket, { type RawData, WebSocketServer } from 'ws';
import { Line } from './line.ts';
import { type Client, faithful, type Manner, OWN_PING, type Passing } from './manner.ts';
import { channelAt } from './place.ts';

/** Headers of an upgrade that the two halves of a connection make for themselves. */
const OWN_HEADERS = /^(host|connection|upgrade|sec-websocket-(key|version|extensions))$/;

/** A message of a WebSocket. */
type Said = [data: RawData, isBinary: boolean];

/** Stands between the kit and a server, and may change whatever the server says. */
export class Relay {
  manner: Manner = faithful;
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
    relay.#sockets.on('headers', (headers) => headers.push(...relay.manner.headers));
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
    // What the server says at once is kept until the client is there.
    const early: Said[] = [];
    const keep = (...said: Said): void => void early.push(said);
    server.on('message', keep);
    const join = (): void =>
      this.#sockets.handleUpgrade(asked, socket, head, (client) => {
        server.off('message', keep);
        const say = this.#join(asked, client, server);
        for (const said of early) say(...said);
      });
    const { openingMs } = this.manner;
    server.once('upgrade', () => (openingMs === 0 ? join() : setTimeout(join, openingMs)));
  }

  /** @returns passes on what the server says */
  #join(asked: IncomingMessage, socket: WebSocket, server: WebSocket): (...said: Said) => void {
    const channel = channelAt(this.#model, asked.url ?? '');
    const line = new Line(() => this.manner.delayMs());
    const whileOpen = (work: () => void): void =>
      line.do(() => {
        if (socket.readyState === WebSocket.OPEN) work();
      });
    const client: Client = { send: (text) => whileOpen(() => this.manner.put(socket, text)) };
    if (channel) this.#clients.set(client, channel);
    const say = (data: RawData, isBinary: boolean): void => {
      if (isBinary || !channel) whileOpen(() => socket.send(data as Buffer, { binary: isBinary }));
      else this.#say({ channel, text: String(data), client });
    };
    server.on('message', say);
    server.on('ping', (data) => whileOpen(() => socket.ping(data)));
    server.on('pong', (data) => whileOpen(() => socket.pong(data)));
    server.on('close', (code, reason) => line.do(() => close(socket, code, this.manner.closeReason || reason)));
    whenOpen(server, () => {
      socket.on('message', (data, isBinary) => server.send(data as Buffer, { binary: isBinary }));
      socket.on('ping', (data) => server.ping(data));
      socket.on('pong', (data) => String(data) === OWN_PING || server.pong(data));
    });
    socket.on('error', () => server.terminate());
    socket.on('close', (code, reason) => {
      this.#clients.delete(client);
      close(server, code, reason);
    });
    return say;
  }

  #say(said: Pick<Passing, 'channel' | 'text' | 'client'>): void {
    const clients = (): Client[] =>
      [...this.#clients].flatMap(([client, { id }]) => (id === said.channel.id ? [client] : []));
    this.manner.passage({ ...said, clients });
  }

  #pass(asked: IncomingMessage, answer: ServerResponse): void {
    const url = this.#target(asked);
    url.protocol = 'http:';
    const forwarded = request(
      url,
      { method: asked.method, headers: { ...asked.headers, host: url.host }, agent: false },
      (came) => {
        answer.writeHead(came.statusCode ?? 502, came.headers);
        const channel = channelAt(this.#model, asked.url ?? '');
        const isStream = came.headers['content-type']?.startsWith('text/event-stream') === true;
        if (channel && isStream) this.#stream(channel, came, answer);
        else came.pipe(answer);
        came.on('close', () => answer.destroy());
      },
    );
    forwarded.on('error', () => answer.destroy());
    answer.on('close', () => forwarded.destroy());
    asked.pipe(forwarded);
  }

  /** Server-sent events; each has one line of data. */
  #stream(channel: Channel, came: IncomingMessage, answer: ServerResponse): void {
    const line = new Line(() => this.manner.delayMs());
    const write = (block: string): void => line.do(() => answer.write(this.manner.event(block)));
    const lines = (text: string): string =>
      text
        .split('\n')
        .map((line) => `data: ${line}`)
        .join('\n');
    let around = lines;
    const client: Client = { send: (text) => write(around(text)) };
    this.#clients.set(client, channel);
    answer.on('close', () => this.#clients.delete(client));
    let rest = '';
    came.setEncoding('utf8');
    came.on('data', (more: string) => {
      const blocks = `${rest}${more}`.split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const [told, data = ''] = /(?<=^|\n)data: ?([^\n]*)/.exec(block) ?? [];
        if (told === undefined) write(block);
        else {
          around = (text) => block.replace(told, () => lines(text));
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

function close(socket: WebSocket, code: number, reason: Buffer | string): void {
  if (code === 1006) socket.terminate();
  else if (UNSAID.has(code)) socket.close();
  else socket.close(code, reason);
}

function refuse(socket: Duplex, answer: IncomingMessage): void {
  const headers = answer.rawHeaders.map((text, index) => (index % 2 === 0 ? `${text}: ` : `${text}\r\n`)).join('');
  socket.write(`HTTP/1.1 ${answer.statusCode} ${answer.statusMessage}\r\n${headers}\r\n`);
  answer.pipe(socket);
}
