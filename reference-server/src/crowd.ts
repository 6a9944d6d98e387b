import type { Frame } from './frame.ts';
import { type Flushable, Turn } from './turn.ts';

/** Who has frames waiting that others may have waiting too. */
export interface Sharer extends Flushable {
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

/** Whoever has something waiting in a sharer, if in any. */
export interface Shared {
  readonly sharer?: Sharer | undefined;
}

/** With fewer a call for each costs no more. */
const fewest = 16;

/** Members that may leave so that the others are served together, as a share of all. */
const mostStrangers = 1 / 8;

/** Turns in a row in which too many members had something else waiting, after which all leave: the audience is another one. */
const patience = 16;

/** Share of the soft limit that may be sent to all before each is asked again what it holds back. */
export const uncheckedShare = 1 / 4;

export interface CrowdOptions {
  /** Sends a frame to all who have joined, behind what each was sent before. */
  send: (frame: Frame) => void;
  /** What each of them may hold back; a quarter of it is sent unasked. */
  softLimitBytes: number;
}

/**
 * Connections of one transport that are sent the same by one call. It sees at the end of a turn that the same frames
 * wait for many, or is told of an audience before anything waits. It holds exactly those to whom its last calls went,
 * and makes one only when each of its members is to receive all of it.
 */
export class Crowd {
  /** When its members, and those who may become such, are served. */
  readonly turn = new Turn<Sharer>((sharers) => this.#serve(sharers));
  readonly #options: CrowdOptions;
  readonly #mostUncheckedBytes: number;
  readonly #members = new Set<Sharer>();
  /** The audience that was found to be its members, until these change. */
  #audience: ReadonlySet<Shared> | undefined;
  /** Since each was asked. */
  #uncheckedBytes = 0;
  #mismatches = 0;

  constructor(options: CrowdOptions) {
    this.#options = options;
    this.#mostUncheckedBytes = options.softLimitBytes * uncheckedShare;
  }

  /**
   * Sends a frame to its members without asking each, when they are just this audience and nothing waits for any of
   * them.
   *
   * @param audience as long as it is the same object it has the same members
   * @returns whether it was sent; otherwise each is to be handed it
   */
  sendTo(audience: ReadonlySet<Shared>, frame: Frame): boolean {
    const uncheckedBytes = this.#uncheckedBytes + frame.bytes.length;
    if (!this.turn.isQuiet || frame.attachments || uncheckedBytes > this.#mostUncheckedBytes) return false;
    if (this.#audience !== audience && !this.#is(audience)) return false;
    this.#audience = audience;
    this.#uncheckedBytes = uncheckedBytes;
    this.#options.send(frame);
    return true;
  }

  /** The connection has closed, or can take no more for now. @returns whether it was a member */
  forget(sharer: Sharer): boolean {
    const wasMember = this.#members.delete(sharer);
    if (wasMember) this.#audience = undefined;
    return wasMember;
  }

  /**
   * Sends what most of them have waiting, and has the others of those join; they send by themselves this time.
   *
   * @param sharers each once
   */
  #serve(sharers: readonly Sharer[]): void {
    const frames = sharers[sharers.length >> 1]?.shareable;
    if (!frames || frames.some(({ attachments }) => attachments)) return;
    const same = sharers.filter(({ shareable }) => shareable && isSame(shareable, frames));
    if (same.length < fewest || !this.#isFor(same)) return;
    this.#uncheckedBytes = 0;
    if (this.#members.size > 0) for (const frame of frames) this.#options.send(frame);
    for (const sharer of same) {
      if (this.#members.has(sharer)) {
        sharer.handed();
      } else {
        this.#audience = undefined;
        this.#members.add(sharer);
        sharer.join();
      }
    }
  }

  #is(audience: ReadonlySet<Shared>): boolean {
    if (audience.size !== this.#members.size || audience.size < fewest) return false;
    for (const { sharer } of audience) if (!sharer || !this.#members.has(sharer)) return false;
    return true;
  }

  /** Whether all members are among those, after the few who are not have left. */
  #isFor(same: readonly Sharer[]): boolean {
    const present = same.reduce((count, sharer) => (this.#members.has(sharer) ? count + 1 : count), 0);
    const strangers = present === this.#members.size ? [] : this.#membersBut(new Set(same));
    const areFew = strangers.length <= this.#members.size * mostStrangers;
    this.#mismatches = areFew ? 0 : this.#mismatches + 1;
    if (!areFew && this.#mismatches < patience) return false;
    for (const stranger of strangers) {
      this.forget(stranger);
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
