import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { onTestFinished } from 'vitest';

export interface ReaderOptions {
  query?: string;
  headers?: Record<string, string>;
}

/** A reader of the event stream that keeps what it receives. */
export class EventReader {
  readonly events: EventSourceMessage[] = [];
  readonly comments: string[] = [];
  retryMs: number | undefined;
  /** Whether the stream has ended, whichever way. */
  isEnded = false;
  /** Whether it ended in the middle, by the server or by the test. */
  isCut = false;
  readonly response: Response;
  readonly #abort: AbortController;
  #wake = (): void => {};

  private constructor(response: Response, abort: AbortController) {
    this.response = response;
    this.#abort = abort;
    this.#read();
  }

  /** Resolves when the server's first words have come: from then on every event does. */
  static async open(http: string, { query = '', headers = {} }: ReaderOptions = {}): Promise<EventReader> {
    const abort = new AbortController();
    onTestFinished(() => abort.abort());
    const response = await fetch(`${http}/devmentor/api/events${query}`, { headers, signal: abort.signal });
    const reader = new EventReader(response, abort);
    while (reader.retryMs === undefined && !reader.isEnded) await reader.#changed();
    return reader;
  }

  /** Waits until so many events have come, or the stream has ended. */
  async count(events: number): Promise<void> {
    while (this.events.length < events && !this.isEnded) await this.#changed();
  }

  async countComments(comments: number): Promise<void> {
    while (this.comments.length < comments && !this.isEnded) await this.#changed();
  }

  async ended(): Promise<void> {
    while (!this.isEnded) await this.#changed();
  }

  /** What the events say, of one channel or of all. */
  messages(channel?: string): Record<string, unknown>[] {
    const all = this.events.map(
      ({ data }) => JSON.parse(data) as { channel: string; message: Record<string, unknown> },
    );
    return all.filter((event) => channel === undefined || event.channel === channel).map(({ message }) => message);
  }

  get lastEventId(): string {
    return this.events.at(-1)?.id ?? '';
  }

  close(): void {
    this.#abort.abort();
  }

  async #read(): Promise<void> {
    const parser = createParser({
      onEvent: (event) => this.events.push(event),
      onComment: (comment) => this.comments.push(comment),
      onRetry: (ms) => {
        this.retryMs = ms;
      },
    });
    const decoder = new TextDecoder();
    try {
      for await (const chunk of this.response.body ?? []) {
        parser.feed(decoder.decode(chunk as Uint8Array, { stream: true }));
        this.#wake();
      }
    } catch {
      this.isCut = true;
    }
    this.isEnded = true;
    this.#wake();
  }

  #changed(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}
