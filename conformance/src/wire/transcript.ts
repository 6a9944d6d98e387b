/** What happened on all sockets of one check, in order. */

/**
 * `comment` is a comment line of an event stream; its events are text. `packet` is a frame of Socket.IO as it
 * stands on the wire; packets that are told by their value are text, or binary when they carry attachments.
 */
export type FrameKind = 'text' | 'binary' | 'gzip' | 'comment' | 'packet';

export interface Entry {
  /** Milliseconds since the check began. */
  atMs: number;
  /** Connection, or `kit` for what the kit itself did. */
  lane: string;
  event: 'open' | 'refused' | 'sent' | 'received' | 'closed' | 'note';
  /** The frame's text, the address, the close code and reason, or a sentence. */
  text: string;
  frame?: FrameKind;
  /** For received frames that are wrong: what is wrong with them. */
  fault?: string;
  /** An event that no step of the check waited for; other checks and other users cause such. */
  foreign?: boolean;
}

/** Longer texts are cut: a transcript is read by people. */
const LONGEST_TEXT = 2_000;
/** A check that talks more keeps its first and last entries. */
const MOST_ENTRIES = 400;

export class Transcript {
  /** Milliseconds of performance.now(). */
  readonly startedMs = performance.now();
  readonly #entries: Entry[] = [];

  /** Returns the entry, which its maker may complete later. */
  add(entry: Omit<Entry, 'atMs'>): Entry {
    const text =
      entry.text.length > LONGEST_TEXT
        ? `${entry.text.slice(0, LONGEST_TEXT)}… (${entry.text.length} characters)`
        : entry.text;
    const made = { atMs: Math.round(performance.now() - this.startedMs), ...entry, text };
    this.#entries.push(made);
    return made;
  }

  note(text: string): void {
    this.add({ lane: 'kit', event: 'note', text });
  }

  entries(): Entry[] {
    if (this.#entries.length <= MOST_ENTRIES) return this.#entries.slice();
    const half = MOST_ENTRIES / 2;
    const left = this.#entries.length - MOST_ENTRIES;
    const middle = this.#entries[half] as Entry;
    return [
      ...this.#entries.slice(0, half),
      { atMs: middle.atMs, lane: 'kit', event: 'note', text: `${left} entries left out` },
      ...this.#entries.slice(-half),
    ];
  }
}
