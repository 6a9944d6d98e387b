import type { Clock } from './clock.ts';
import type { Credentials } from './credentials.ts';
import type { Fanout, Recipient } from './fanout.ts';
import type { Hub } from './hub/hub.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { Profile, Protocol } from './profile.ts';

/** What the whole server shares. */
export interface Platform {
  clock: Clock;
  credentials: Credentials;
  hub: Hub<Recipient>;
  metrics: Metrics;
  log: Log;
}

/** What all sessions of one profile share. */
export interface Context<P extends Protocol> extends Platform {
  profile: Profile<P>;
  fanout: Fanout<P>;
  /** Wire names that clients send; no other word of a client becomes a key or a label. */
  clientNames: ReadonlySet<string>;
}
