import type { Admission } from './admission.ts';
import type { Connection, Listener } from './connection.ts';
import type { Platform } from './context.ts';
import { ProtocolError } from './errors.ts';
import { Fanout, type PublishOptions } from './fanout.ts';
import type { Profile, Protocol, TargetKind } from './profile.ts';
import { listViolations } from './reading.ts';
import { namesOf } from './routing.ts';
import { Session } from './session.ts';
import type { Carriers, Traits } from './traits.ts';

/** One profile in service, as transports and services see it: without its types. */
export interface Endpoint {
  readonly id: string;
  readonly path: string;
  readonly carriers: Carriers;
  readonly traits: Traits;
  readonly targets: readonly TargetKind[];
  /** Begins the session of a connection that was admitted. */
  accept(connection: Connection, admission: Admission): Listener;
  /**
   * Publishes a message of somebody else's making, which may lack what the server fills in.
   *
   * @returns how many sessions took it
   * @throws ProtocolError UNKNOWN_TYPE when it is no event, INVALID_MESSAGE when it breaks its schema
   */
  publish(draft: { type: string }, options: PublishOptions): number;
  /** Ends all sessions in order. */
  drain(): void;
}

export function createEndpoint<P extends Protocol>(profile: Profile<P>, platform: Platform): Endpoint {
  const { id, path, carriers, traits, targets } = profile;
  const fanout = new Fanout({ ...platform, profile });
  const context = { ...platform, profile, fanout, clientNames: namesOf(traits, 'client-to-server') };
  const sessions = new Set<Session<P>>();
  return {
    id,
    path,
    carriers,
    traits,
    targets,

    accept(connection, admission) {
      const session: Session<P> = new Session({
        context,
        connection,
        admission,
        ended: () => sessions.delete(session),
      });
      sessions.add(session);
      session.open();
      return session;
    },

    publish(draft, options) {
      const checked = profile.checkServer(profile.seal(draft, { clock: platform.clock }));
      if (checked.ok) return fanout.deliver(checked.message, options);
      if (checked.reason === 'unknown-message') throw new ProtocolError('UNKNOWN_TYPE', { details: checked.name });
      throw new ProtocolError('INVALID_MESSAGE', { details: listViolations(checked.errors) });
    },

    drain() {
      for (const session of sessions) session.drain();
    },
  };
}
