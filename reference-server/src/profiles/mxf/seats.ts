import { mxf } from '@agentwire/generated/constants/mxf';
import { ProtocolError } from '../../errors.ts';
import type { Membership } from '../../hub/space.ts';
import { eventsOf } from '../../routing.ts';
import type { Agents, Seat } from '../../services/agents/agents.ts';
import type { Channels } from '../../services/channels/channels.ts';

const { mxf: channel } = mxf.channels;
const { limits } = channel;

export interface SeatsOptions {
  agents: Agents;
  channels: Channels;
}

/** Whose seats they are. */
interface Holder {
  tenant: string;
  /** Its place in the hub. */
  membership: Membership;
}

/** The agents that one connection speaks for, and the channels in which it hears for each. */
export class Seats implements Seat {
  readonly #options: SeatsOptions;
  readonly #channels = new Map<string, Set<string>>();
  #holder: Holder | undefined;

  constructor(options: SeatsOptions) {
    this.#options = options;
  }

  /** The connection is in the hub; called before anything else. */
  open(holder: Holder): void {
    this.#holder = holder;
  }

  /** The agents, the latest first; its limits are those of the connection (MXF-A12). */
  get agentIds(): string[] {
    return [...this.#channels.keys()].reverse();
  }

  /** Where the connection is; nothing is taken before it is open. */
  get tenant(): string {
    if (!this.#holder) throw new ProtocolError('NOT_AUTHENTICATED');
    return this.#holder.tenant;
  }

  /**
   * Whether another agent finds room here, in a channel of its own.
   *
   * @throws ProtocolError LIMIT_EXCEEDED
   */
  requireRoom(agentId: string, channelId: string): void {
    this.#requireSubscriptions([agentId], [agentId, channelId]);
  }

  /** The agent is this connection's from now on, and the connection hears what is meant for it alone. */
  take(agentId: string): void {
    const channels = this.#channels.get(agentId) ?? new Set<string>();
    this.#channels.delete(agentId);
    this.#channels.set(agentId, channels);
    this.#subscribe([agentId], topicsOf('agent', agentId));
  }

  /** @throws ProtocolError NOT_FOUND when there is no such agent, FORBIDDEN when another connection speaks for it */
  require(agentId: string): void {
    if (this.#channels.has(agentId)) return;
    this.#options.agents.get({ tenant: this.tenant, agentId });
    throw new ProtocolError('FORBIDDEN', { details: `this connection does not speak for ${agentId}` });
  }

  /**
   * The agent that speaks in a channel: the latest of this connection that is a member.
   *
   * @throws ProtocolError NOT_FOUND when nobody ever entered the channel, FORBIDDEN when none of its agents did
   */
  speakerIn(channelId: string): string {
    return this.#options.channels.memberAmong({ tenant: this.tenant, channelId }, this.agentIds);
  }

  /** @throws ProtocolError LIMIT_EXCEEDED */
  enter(agentId: string, channelId: string): void {
    this.#requireSubscriptions([agentId, channelId]);
    this.#options.channels.enter({ tenant: this.tenant, channelId }, agentId);
    this.#channels.get(agentId)?.add(channelId);
    this.#subscribe([agentId, channelId], topicsOf('channel', channelId));
  }

  leave(agentId: string, channelId: string): void {
    this.#options.channels.leave({ tenant: this.tenant, channelId }, agentId);
    this.#channels.get(agentId)?.delete(channelId);
    this.#holder?.membership.unsubscribe(JSON.stringify([agentId, channelId]));
  }

  vacate(agentId: string): void {
    for (const channelId of this.#channels.get(agentId) ?? []) this.leave(agentId, channelId);
    this.#holder?.membership.unsubscribe(JSON.stringify([agentId]));
    this.#channels.delete(agentId);
  }

  /** The connection has ended, and with it the presence of its agents. */
  close(): void {
    for (const agentId of this.agentIds) {
      this.vacate(agentId);
      this.#options.agents.leave({ tenant: this.tenant, agentId }, this);
    }
  }

  #requireSubscriptions(...ids: (readonly string[])[]): void {
    const { subscriptions } = this.#holder?.membership ?? {};
    if (!subscriptions) return;
    const further = ids.filter((id) => !subscriptions.has(JSON.stringify(id)));
    if (subscriptions.size + further.length <= limits.subscriptions) return;
    const details = `a connection has at most ${limits.subscriptions} agents and channels that they are in`;
    throw new ProtocolError('LIMIT_EXCEEDED', { details });
  }

  #subscribe(id: readonly string[], topics: readonly string[]): void {
    this.#holder?.membership.subscribe({ id: JSON.stringify(id), label: 'channel', topics });
  }
}

const events = [...eventsOf(channel).values()].flatMap(({ topics = [] }) => topics);

/** The topics of all events that the members of a channel, or the seat of an agent, receive. */
function topicsOf(resource: 'agent' | 'channel', id: string): string[] {
  return events.filter((topic) => topic.resource === resource).map(({ name }) => `${resource}:${id}:${name}`);
}
