import type { Channel } from '@agentwire/generated/model';
import { openClient } from '../client.ts';
import type { Environment } from '../environment.ts';
import { type Connection, NotCome, type Received } from '../wire/connection.ts';
import { Refused } from '../wire/link.ts';
import type { Transcript } from '../wire/transcript.ts';

/** Whose run the bystander's frames belong to. */
export interface Watch {
  transcript: Transcript;
  onReceived(received: Received): void;
}

/**
 * A client that says nothing, so that what the server tells others because of a frame is judged too. A server
 * need not take a second connection of one identity; then there is none.
 */
export class Bystander {
  readonly #environment: Environment;
  #connection: Connection | undefined;
  #isWanted = true;

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  async come(channel: Channel, transcript: Transcript): Promise<void> {
    if (!this.#isWanted || this.#connection) return;
    try {
      const environment = this.#environment;
      this.#connection = await openClient('bystander', { environment, channel, as: 'first', transcript });
    } catch (error) {
      if (!isRefusal(error)) throw error;
      this.#isWanted = false;
    }
  }

  /** Does what opens another connection; once more without the bystander where there is room for one only. */
  async makingRoom<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!isRefusal(error) || !this.#connection) throw error;
      this.#isWanted = false;
      await this.#connection.end();
      this.#connection = undefined;
      return await work();
    }
  }

  /** From here on its frames belong to this run. */
  watchFor({ transcript, onReceived }: Watch): void {
    if (!this.#connection) return;
    this.#connection.transcript = transcript;
    this.#connection.onReceived = onReceived;
  }

  /** Waits for what is on its way, and ends. */
  async leave(): Promise<void> {
    if (!this.#connection) return;
    try {
      if (this.#connection.isOpen) await this.#connection.barrier();
    } catch (error) {
      if (!isRefusal(error)) throw error;
    }
    await this.#connection.end();
  }
}

const isRefusal = (error: unknown): boolean => error instanceof Refused || error instanceof NotCome;
