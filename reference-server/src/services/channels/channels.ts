import { ProtocolError } from '../../errors.ts';
import { Roster, type RosterBounds } from '../roster.ts';

/** What is known of a channel. */
export interface ChannelFacts {
  name?: string;
  description?: string;
  metadata?: Readonly<Record<string, unknown>>;
}

interface Channel extends ChannelFacts {
  members: Set<string>;
}

/** A channel of a tenant. */
export interface ChannelKey {
  tenant: string;
  channelId: string;
}

export interface ChannelBounds extends RosterBounds {
  /** Of one channel. */
  members: number;
}

/**
 * Which channels there are and which agents are in them. A channel comes into being when an agent enters it
 * (MXF-A14).
 */
export class Channels {
  readonly #maxMembers: number;
  readonly #channels: Roster<Channel>;

  constructor(bounds: ChannelBounds) {
    this.#maxMembers = bounds.members;
    this.#channels = new Roster({
      what: 'channels',
      bounds,
      weigh: ({ members, ...facts }) => facts,
      isHeld: ({ members }) => members.size > 0,
    });
  }

  /** @throws ProtocolError LIMIT_EXCEEDED when it is full, or there are too many */
  enter({ tenant, channelId }: ChannelKey, agentId: string): void {
    const channel =
      this.#channels.get(tenant, channelId) ?? this.#channels.put(tenant, channelId, { members: new Set() });
    if (channel.members.size >= this.#maxMembers && !channel.members.has(agentId)) {
      throw new ProtocolError('LIMIT_EXCEEDED', { details: `a channel has at most ${this.#maxMembers} members` });
    }
    channel.members.add(agentId);
  }

  leave({ tenant, channelId }: ChannelKey, agentId: string): void {
    this.#channels.get(tenant, channelId)?.members.delete(agentId);
  }

  /** @throws ProtocolError NOT_FOUND when nobody ever entered it */
  members(key: ChannelKey): ReadonlySet<string> {
    return this.#channel(key).members;
  }

  /**
   * The first of these agents that is a member.
   *
   * @throws ProtocolError NOT_FOUND when nobody ever entered the channel, FORBIDDEN when none of them did
   */
  memberAmong(key: ChannelKey, agentIds: Iterable<string>): string {
    const { members } = this.#channel(key);
    for (const agentId of agentIds) {
      if (members.has(agentId)) return agentId;
    }
    throw new ProtocolError('FORBIDDEN', { details: `not a member of ${key.channelId}` });
  }

  /** @throws ProtocolError NOT_FOUND, LIMIT_EXCEEDED */
  update(key: ChannelKey, changes: ChannelFacts): void {
    this.#channels.put(key.tenant, key.channelId, { ...this.#channel(key), ...changes });
  }

  /** Forgets all. */
  clear(): void {
    this.#channels.clear();
  }

  #channel({ tenant, channelId }: ChannelKey): Channel {
    const channel = this.#channels.get(tenant, channelId);
    if (channel) return channel;
    throw new ProtocolError('NOT_FOUND', { missing: { entity: 'channel', id: channelId } });
  }
}
