import { createHash, randomBytes } from 'node:crypto';
import type { Endpoint } from './endpoint.ts';

const guid = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const headEnd = Buffer.from('\r\n\r\n');

/** The client's half of the upgrade, and what the server's answer must hold. */
export class Handshake {
  readonly request: string;
  readonly #accept: string;
  #head = Buffer.alloc(0);

  constructor(endpoint: Endpoint) {
    const key = randomBytes(16).toString('base64');
    this.#accept = createHash('sha1')
      .update(key + guid)
      .digest('base64');
    const lines = [
      `GET ${endpoint.target} HTTP/1.1`,
      `Host: ${endpoint.host}:${endpoint.port}`,
      'Upgrade: websocket',
      'Connection: Upgrade',
      `Sec-WebSocket-Key: ${key}`,
      'Sec-WebSocket-Version: 13',
      ...Object.entries(endpoint.headers).map(([name, value]) => `${name}: ${value}`),
    ];
    this.request = `${lines.join('\r\n')}\r\n\r\n`;
  }

  /**
   * Reads the answer; returns the bytes after it, or undefined while it is not complete.
   * @throws Error when the server does not upgrade.
   */
  push(bytes: Uint8Array): Buffer | undefined {
    this.#head = Buffer.concat([this.#head, bytes]);
    const end = this.#head.indexOf(headEnd);
    if (end < 0 && this.#head.length > 16_384) throw new Error('the answer to the upgrade has no end');
    if (end < 0) return undefined;
    this.#check(this.#head.toString('latin1', 0, end));
    return this.#head.subarray(end + headEnd.length);
  }

  #check(head: string): void {
    const [status = '', ...lines] = head.split('\r\n');
    if (!/^HTTP\/1\.1 101\b/.test(status)) throw new Error(`the server answered the upgrade with '${status}'`);
    const accept = lines.map((line) => /^sec-websocket-accept:\s*(\S+)/i.exec(line)?.[1]).find(Boolean);
    if (accept !== this.#accept) throw new Error('Sec-WebSocket-Accept is wrong');
  }
}
