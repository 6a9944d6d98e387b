import type { Address } from './address.ts';
import type { Clock } from './clock.ts';
import type { Log } from './log.ts';

export type Misdeed = 'credential-refused' | 'malformed-message' | 'limit-exceeded' | 'connection-refused';

/** Whoever did it, as far as it is known. */
export interface Suspect {
  profile?: string | undefined;
  address?: Address | undefined;
  identity?: { userId: string; tenant: string } | undefined;
}

interface Count {
  endsMs: number;
  misdeeds: number;
}

/** Within which misdeeds of one suspect are counted together. */
const windowMs = 60_000;

/** Counted at once; of more, those are forgotten who were noted first. */
const maxSuspects = 1000;

/**
 * The log of suspicious activity: who presents bad credentials, sends what is no message, or wants more than the
 * limits allow. Of one suspect and window the first, tenth, hundredth … misdeed is a line, so that a flood
 * of them is none of lines.
 */
export class Suspicions {
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #counts = new Map<string, Count>();

  constructor({ clock, log }: { clock: Clock; log: Log }) {
    this.#clock = clock;
    this.#log = log;
  }

  /** @param details what it was, in few words of ours */
  note(suspicious: Misdeed, { profile, address, identity }: Suspect, details?: string): void {
    const { userId, tenant } = identity ?? {};
    const count = this.#count(JSON.stringify([suspicious, tenant, userId ?? address?.network]));
    if (!Number.isInteger(Math.log10(count))) return;
    this.#log.warn(
      { suspicious, count, windowMs, profile, userId, tenant, address: address?.text, details },
      'suspicious activity',
    );
  }

  #count(key: string): number {
    const nowMs = this.#clock.now();
    let count = this.#counts.get(key);
    if (!count || nowMs >= count.endsMs) {
      count = { endsMs: nowMs + windowMs, misdeeds: 0 };
      this.#counts.delete(key);
      this.#counts.set(key, count);
      const [first = ''] = this.#counts.keys();
      if (this.#counts.size > maxSuspects) this.#counts.delete(first);
    }
    return ++count.misdeeds;
  }
}
