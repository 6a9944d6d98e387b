import { ProtocolError } from '../../errors.ts';

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

/** Channels that one tenant may have; those without members make room, the oldest first. */
const maxChannels = 100_000;

/** Which channels there are and which agents are in them. A channel comes into being when an agent enters it (MXF-A14). */
export class Channels {
  readonly #tenants = new Map<string, Map<string, Channel>>();

  /** @throws ProtocolError LIMIT_EXCEEDED */
  enter({ tenant, channelId }: ChannelKey, agentId: string): void {
    const channels = this.#tenants.get(tenant) ?? new Map<string, Channel>();
    let channel = channels.get(channelId);
    if (!channel) {
      makeRoom(channels);
      channel = { members: new Set() };
      channels.set(channelId, channel);
      this.#tenants.set(tenant, channels);
    }
    channel.members.add(agentId);
  }

  leave({ tenant, channelId }: ChannelKey, agentId: string): void {
    this.#tenants.get(tenant)?.get(channelId)?.members.delete(agentId);
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

  /** @throws ProtocolError NOT_FOUND */
  update(key: ChannelKey, changes: ChannelFacts): void {
    Object.assign(this.#channel(key), changes);
  }

  /** Forgets all. */
  clear(): void {
    this.#tenants.clear();
  }

  #channel({ tenant, channelId }: ChannelKey): Channel {
    const channel = this.#tenants.get(tenant)?.get(channelId);
    if (channel) return channel;
    throw new ProtocolError('NOT_FOUND', { missing: { entity: 'channel', id: channelId } });
  }
}

function makeRoom(channels: Map<string, Channel>): void {
  if (channels.size < maxChannels) return;
  for (const [channelId, { members }] of channels) {
    if (members.size > 0) continue;
    channels.delete(channelId);
    return;
  }
  throw new ProtocolError('LIMIT_EXCEEDED', { details: `a tenant has at most ${maxChannels} channels` });
}
