import type { Clock, Timer } from './clock.ts';
import type { Traits } from './traits.ts';

export interface HeartbeatOptions {
  facts: NonNullable<Traits['heartbeat']>;
  clock: Clock;
  /** Asks the other side for a sign of life. */
  probe: () => void;
  /** The other side was silent for too long. */
  expired: () => void;
}

/**
 * Watches one connection: probes it at every interval and reports when nothing has come for the
 * time-out, counted from the last frame of any kind or from the start (CLOUD-A07). A sign of life is
 * one assignment; the timer finds out when it fires.
 */
export class Heartbeat {
  readonly #options: HeartbeatOptions;
  #seenMs: number;
  #nextProbeMs: number;
  #timer: Timer | undefined;
  #isStopped = false;

  constructor(options: HeartbeatOptions) {
    this.#options = options;
    this.#seenMs = options.clock.now();
    this.#nextProbeMs = this.#seenMs + options.facts.intervalMs;
    this.#arm();
  }

  seen(): void {
    this.#seenMs = this.#options.clock.now();
  }

  stop(): void {
    this.#isStopped = true;
    this.#timer?.cancel();
  }

  #arm(): void {
    // A probe can be the message too many that closes the connection.
    if (this.#isStopped) return;
    const { clock, facts } = this.#options;
    const dueMs = Math.min(this.#nextProbeMs, this.#seenMs + facts.timeoutMs);
    this.#timer = clock.after(dueMs - clock.now(), () => this.#check());
  }

  #check(): void {
    const { clock, facts, probe, expired } = this.#options;
    const nowMs = clock.now();
    if (nowMs - this.#seenMs >= facts.timeoutMs) {
      expired();
      return;
    }
    if (nowMs >= this.#nextProbeMs) {
      this.#nextProbeMs += facts.intervalMs;
      probe();
    }
    this.#arm();
  }
}
