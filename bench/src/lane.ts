import { ClientLane } from './client-lane.ts';
import { HttpLane } from './http-lane.ts';
import type { PublishCall } from './publish-call.ts';
import type { Stamp } from './stamp.ts';

/** One connection on which publications follow one another, so that their order is defined. */
export interface Lane {
  /** Settles when it can be used. @throws Failure `unreachable` */
  open(timeoutMs: number): Promise<void>;
  /** Why the publication was not accepted, or undefined when it was, as far as this lane can tell. Never throws. */
  publish(stamp: Stamp): Promise<string | undefined>;
  close(): Promise<void>;
}

export function openLane(call: PublishCall, name: string): Lane {
  return call.by === 'http' ? new HttpLane(call) : new ClientLane(call, name);
}
