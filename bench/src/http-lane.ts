import { Client } from 'undici';
import type { HttpPublishCall } from './publish-call.ts';
import { type Stamp, writeStamp } from './stamp.ts';

/**
 * A connection that nobody has used for so long is opened anew: servers close them after 5 s and more, some without a
 * word, and what is sent at that moment is lost.
 */
const idleMs = 4000;

/** One keep-alive connection to the publish API: each publication is sent after the one before it was answered. */
export class HttpLane {
  readonly #client: Client;
  readonly #call: HttpPublishCall;
  readonly #path: string;
  readonly #body: Buffer;

  constructor(call: HttpPublishCall) {
    const url = new URL(call.url);
    this.#client = new Client(url.origin, {
      pipelining: 1,
      keepAliveTimeout: idleMs,
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    this.#call = call;
    this.#path = url.pathname + url.search;
    this.#body = Buffer.from(call.body);
  }

  /** The first request connects. */
  async open(): Promise<void> {}

  async publish(stamp: Stamp): Promise<string | undefined> {
    if (this.#call.stampOffset >= 0) writeStamp(this.#body, this.#call.stampOffset, stamp);
    try {
      const { method, headers } = this.#call;
      const response = await this.#client.request({ path: this.#path, method, headers, body: this.#body });
      const text = await response.body.text();
      const accepted = response.statusCode >= 200 && response.statusCode < 300;
      return accepted ? undefined : `${response.statusCode} ${text.slice(0, 200)}`.trim();
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      return code ?? message;
    }
  }

  /** Ends a request that is under way, too. */
  async close(): Promise<void> {
    await this.#client.destroy();
  }
}
