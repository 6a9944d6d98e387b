import type { Clock, Timer } from './clock.ts';
import type { Traits } from './traits.ts';

/** A connection whose other side shows signs of life. */
export interface Probed {
  /** Asks the other side for one. */
  probe(): void;
  /** The other side was silent for too long. */
  expired(): void;
}

export interface HeartbeatOptions {
  facts: NonNullable<Traits['heartbeat']>;
  clock: Clock;
  probed: Probed;
}

/**
 * Watches one connection: probes it at every interval and reports when nothing has come for the
 * time-out, counted from the last frame of any kind or from the start (CLOUD-A07). A sign of life is
 * one assignment; the timer finds out when it fires.
 */
export class Heartbeat {
  readonly #facts: HeartbeatOptions['facts'];
  readonly #clock: Clock;
  readonly #probed: Probed;
  #seenMs: number;
  #nextProbeMs: number;
  #timer: Timer | undefined;
  #isStopped = false;

  constructor({ facts, clock, probed }: HeartbeatOptions) {
    this.#facts = facts;
    this.#clock = clock;
    this.#probed = probed;
    this.#seenMs = clock.now();
    this.#nextProbeMs = this.#seenMs + facts.intervalMs;
    this.#arm();
  }

  seen(): void {
    this.#seenMs = this.#clock.now();
  }

  stop(): void {
    this.#isStopped = true;
    this.#timer?.cancel();
  }

  #arm(): void {
    // A probe can be the message too many that closes the connection.
    if (this.#isStopped) return;
    const dueMs = Math.min(this.#nextProbeMs, this.#seenMs + this.#facts.timeoutMs);
    this.#timer = this.#clock.after(dueMs - this.#clock.now(), Heartbeat.#due, this);
  }

  static #due(heartbeat: Heartbeat): void {
    heartbeat.#check();
  }

  #check(): void {
    const { intervalMs, timeoutMs } = this.#facts;
    const nowMs = this.#clock.now();
    if (nowMs - this.#seenMs >= timeoutMs) {
      this.#probed.expired();
      return;
    }
    if (nowMs >= this.#nextProbeMs) {
      this.#nextProbeMs += intervalMs;
      this.#probed.probe();
    }
    this.#arm();
  }
}
