import { createHash } from 'node:crypto';
import type { DomainEventFeed } from './domain-events.ts';

/** Whose file: what one user's clients say of it stays with that user. */
export interface SourceKey {
  tenant: string;
  userId: string;
  file: string;
}

/** Bytes of all sources together; those used longest ago are forgotten. */
const maxBytes = 33_554_432;
/** What an entry costs besides its text. */
const entryBytes = 512;

/**
 * The sources that clients have shown, the latest text of each file, so that a later request may name
 * a file without sending it. Every text that was not known before is a new item.
 */
export class SourceMemory {
  readonly #events: DomainEventFeed;
  /** In the order of use. */
  readonly #texts = new Map<string, string>();
  #bytes = 0;

  constructor(events: DomainEventFeed) {
    this.#events = events;
  }

  remember(key: SourceKey, text: string): void {
    const name = nameOf(key);
    const known = this.#take(name);
    this.#put(name, text);
    if (known !== text) this.#events.tell('memoryWritten', { ids: [itemId(name, text)] }, key.tenant);
  }

  clear(): void {
    this.#texts.clear();
    this.#bytes = 0;
  }

  /** The latest text of a file; nothing when none was shown, or not lately. */
  recall(key: SourceKey): string | undefined {
    const name = nameOf(key);
    const text = this.#take(name);
    if (text !== undefined) this.#put(name, text);
    return text;
  }

  #take(name: string): string | undefined {
    const text = this.#texts.get(name);
    if (text === undefined) return undefined;
    this.#texts.delete(name);
    this.#bytes -= size(name, text);
    return text;
  }

  #put(name: string, text: string): void {
    this.#texts.set(name, text);
    this.#bytes += size(name, text);
    while (this.#bytes > maxBytes) this.#take(this.#texts.keys().next().value ?? name);
  }
}

function nameOf({ tenant, userId, file }: SourceKey): string {
  return JSON.stringify([tenant, userId, file]);
}

/** Says nothing of the file or of whose it is, and is the same for the same text. */
export function itemId(name: string, text: string): string {
  return `mem-${createHash('sha256').update(name).update(text).digest('hex').slice(0, 16)}`;
}

function size(name: string, text: string): number {
  return entryBytes + Buffer.byteLength(name) + Buffer.byteLength(text);
}
