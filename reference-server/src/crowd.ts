import type { Frame } from './frame.ts';

/** Who has frames waiting that others may have waiting too. */
export interface Sharer {
  /** Whom it can be served with; nobody where its transport has no such way. */
  readonly crowd: Crowd | undefined;
  /** What waits, in order, if all of it may go out now. */
  readonly shareable: readonly Frame[] | undefined;
  /** From now on it is sent what the crowd is sent. */
  join(): void;
  /** From now on it is not. */
  leave(): void;
  /** What waited has gone out. */
  handed(): void;
}

/** With fewer a call for each costs no more. */
const fewest = 16;

/** Members that may leave so that the others are served together, as a share of all. */
const mostStrangers = 1 / 8;

/** Turns in a row in which too many members had something else waiting, after which all leave: the audience is another one. */
const patience = 16;

/**
 * Connections of one transport that are sent the same by one call. Who receives what is decided before, for each by
 * itself; a crowd only sees that the same frames wait for many. It holds exactly those to whom its last calls went,
 * and makes one only when each of its members is to receive all of it.
 */
export class Crowd {
  readonly #send: (frame: Frame) => void;
  readonly #members = new Set<Sharer>();
  #mismatches = 0;

  /** @param send sends a frame to all who have joined, behind what each was sent before */
  constructor(send: (frame: Frame) => void) {
    this.#send = send;
  }

  /**
   * Sends what most of them have waiting, and has the others of those join; they send by themselves this time.
   *
   * @param sharers each once
   */
  serve(sharers: readonly Sharer[]): void {
    const frames = sharers[sharers.length >> 1]?.shareable;
    if (!frames || frames.some(({ attachments }) => attachments)) return;
    const same = sharers.filter(({ shareable }) => shareable && isSame(shareable, frames));
    if (same.length < fewest || !this.#isFor(same)) return;
    if (this.#members.size > 0) for (const frame of frames) this.#send(frame);
    for (const sharer of same) {
      if (this.#members.has(sharer)) {
        sharer.handed();
      } else {
        this.#members.add(sharer);
        sharer.join();
      }
    }
  }

  /** The connection has closed. */
  forget(sharer: Sharer): void {
    this.#members.delete(sharer);
  }

  /** Whether all members are among those, after the few who are not have left. */
  #isFor(same: readonly Sharer[]): boolean {
    const present = same.reduce((count, sharer) => (this.#members.has(sharer) ? count + 1 : count), 0);
    const strangers = present === this.#members.size ? [] : this.#membersBut(new Set(same));
    const areFew = strangers.length <= this.#members.size * mostStrangers;
    this.#mismatches = areFew ? 0 : this.#mismatches + 1;
    if (!areFew && this.#mismatches < patience) return false;
    for (const stranger of strangers) {
      this.#members.delete(stranger);
      stranger.leave();
    }
    return true;
  }

  #membersBut(same: ReadonlySet<Sharer>): Sharer[] {
    return [...this.#members].filter((member) => !same.has(member));
  }
}

/** One fan-out hands the same object to all. Without a closure, because it is asked of each of them. */
function isSame(some: readonly Frame[], others: readonly Frame[]): boolean {
  if (some.length !== others.length) return false;
  for (let index = 0; index < some.length; index++) if (some[index] !== others[index]) return false;
  return true;
}
