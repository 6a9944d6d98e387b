import type { Platform } from './context.ts';
import { defaultTenant } from './credentials.ts';
import { drainAll } from './drain.ts';
import type { Outgoing } from './encoded.ts';
import { type Endpoint, readEvent } from './endpoint.ts';
import { EventHistory } from './event-history.ts';
import { EventStream } from './event-stream.ts';
import { Fanout, type Publication, type PublishOptions } from './fanout.ts';
import type { Sender } from './profile.ts';
import type { Protocol } from './protocol.ts';
import type { Traits } from './traits.ts';

/** A channel that streams events to whoever reads them. */
export interface EventsProfile<P extends Protocol> extends Sender<P> {
  readonly traits: Traits & Required<Pick<Traits, 'sse'>>;
}

/** Puts a channel of server-sent events into service: a stream takes the place of a session, all else is the same. */
export async function createEventsEndpoint<P extends Protocol>(
  profile: EventsProfile<P>,
  platform: Platform,
): Promise<Endpoint> {
  const { id, channel, path, carriers, traits, targets } = profile;
  const { clock, frameLog, hub, log, metrics, services } = platform;
  const { sse: facts, slowConsumer } = traits;
  // What a reader has missed must fit into its queue, or it would be closed again as soon as it is back.
  const bounds = { events: facts.historyEvents ?? 0, bytes: slowConsumer.queueBytes };
  const history = await EventHistory.open({ store: services.store.histories, realm: channel, bounds, log });
  const fanout = new Fanout({ profile, hub, clock, keep: (event, tenant) => history.add(event, tenant) });
  const streams = new Set<EventStream>();
  const prepare = (draft: object, options: PublishOptions): Publication =>
    fanout.prepare(readEvent(profile, draft, clock), options);

  return {
    id,
    channel,
    path,
    carriers,
    traits,
    targets,

    accept(connection, { identity, reading = {} }) {
      const { lastEventId, selection } = reading;
      const tenant = identity?.tenant ?? defaultTenant;
      const ended = (): void => {
        streams.delete(stream);
        membership.leave();
      };
      const sent = ({ name: type, message }: Outgoing, bytes: number): void =>
        frameLog?.note({ direction: 'out', profile: id, type, userId: identity?.userId, bytes, message });
      const stream = new EventStream({ connection, facts, slowConsumer, clock, metrics, selection, sent, ended });
      streams.add(stream);
      const membership = hub.enter({ realm: channel, tenant }, stream, {});
      stream.open(lastEventId === undefined ? [] : history.after(lastEventId, tenant));
      return stream;
    },

    carries(message) {
      return fanout.carries(message);
    },

    publish(draft, options) {
      return prepare(draft, options).deliver();
    },

    async post(draft, options) {
      return { recipients: prepare(draft, options).deliver(), isQueued: false };
    },

    /** Readers present nothing. */
    clients() {
      return { total: streams.size, authenticated: 0 };
    },

    waitingMessages() {
      let messages = 0;
      for (const stream of streams) messages += stream.waitingMessages;
      return messages;
    },

    /** Readers have no names, so one of a name is not among them. */
    kick({ among }) {
      const members = among && hub.space({ realm: channel, tenant: among.tenant })?.members();
      const kicked = [...streams].filter((stream) => !among || (!among.target && members?.has(stream)));
      for (const stream of kicked) stream.kick();
      return kicked.length;
    },

    reset() {
      history.clear();
    },

    drain(options) {
      drainAll([...streams], options);
    },
  };
}
