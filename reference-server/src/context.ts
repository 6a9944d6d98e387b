import type { Clock } from './clock.ts';
import type { Credentials } from './credentials.ts';
import type { Fanout, Recipient } from './fanout.ts';
import type { FrameLog } from './frame-log.ts';
import type { Hub } from './hub/hub.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { Profile } from './profile.ts';
import type { Protocol } from './protocol.ts';
import type { Accounts } from './rate-limit.ts';
import type { Naming } from './routing.ts';
import type { Services } from './services/services.ts';
import type { Settings } from './settings.ts';
import type { Suspicions } from './suspicions.ts';

/** What the whole server shares. */
export interface Platform {
  clock: Clock;
  credentials: Credentials;
  hub: Hub<Recipient>;
  metrics: Metrics;
  log: Log;
  suspicions: Suspicions;
  /** Where messages are to be logged. */
  frameLog: FrameLog | undefined;
  services: Services;
  settings: Settings;
}

/** What all sessions of one channel share. */
export interface Context<P extends Protocol> extends Platform {
  profile: Profile<P>;
  fanout: Fanout<P>;
  /** What was counted of those who have limits of their own, wherever they are connected. */
  accounts: Accounts | undefined;
  /** Names what clients send; no other word of a client becomes a key or a label. */
  nameOfClientMessage: Naming;
  nameOfServerMessage: Naming;
}
