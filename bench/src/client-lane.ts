import { Crowd } from './crowd.ts';
import type { ClientPublishCall } from './publish-call.ts';
import { type Stamp, writeStamp } from './stamp.ts';

/** What comes to a client that publishes is not looked at. */
const deaf = { read: () => {}, take: () => false };

/**
 * One client of the channel that publishes: nobody answers, so a publication counts as accepted while the connection
 * lives.
 */
export class ClientLane {
  readonly #crowd: Crowd;
  readonly #text: Buffer;
  readonly #stampOffset: number;

  constructor(call: ClientPublishCall, name: string) {
    this.#crowd = new Crowd({ endpoint: call.endpoint, wire: call.wire, name, receiver: deaf });
    this.#text = Buffer.from(call.text);
    this.#stampOffset = call.stampOffset;
  }

  async open(timeoutMs: number): Promise<void> {
    await this.#crowd.connect([{}], timeoutMs);
  }

  async publish(stamp: Stamp): Promise<string | undefined> {
    const [ended] = Object.keys(this.#crowd.ended);
    if (ended !== undefined) return `the publisher's connection ended: ${ended}`;
    if (this.#stampOffset >= 0) writeStamp(this.#text, this.#stampOffset, stamp);
    this.#crowd.say(0, this.#text.toString());
    return undefined;
  }

  async close(): Promise<void> {
    this.#crowd.close();
  }
}
