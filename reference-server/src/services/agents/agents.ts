import type { Clock } from '../../clock.ts';
import { ProtocolError } from '../../errors.ts';
import type { DomainEventFeed } from '../domain-events.ts';

export type AgentStatus = 'online' | 'busy' | 'away' | 'offline';

/** What an agent says of itself; all of it may change. */
export interface AgentProfile {
  name: string;
  role?: string | undefined;
  capabilities: readonly string[];
  model?: string | undefined;
  description?: string | undefined;
  metadata: Readonly<Record<string, unknown>>;
}

/** What an update may change. */
export type AgentChanges = Partial<Pick<AgentProfile, 'name' | 'capabilities' | 'metadata'>> & { status?: AgentStatus };

/** An agent as everybody of its tenant may see it. */
export interface Agent extends Readonly<AgentProfile> {
  readonly agentId: string;
  /** The user to whom it belongs. */
  readonly userId: string;
  /** Its own word for it; `offline` when nothing holds it. */
  readonly status: AgentStatus;
  /** Milliseconds since the epoch. */
  readonly lastSeenMs: number;
}

/** What speaks for an agent, a connection for example. */
export interface Seat {
  /** Another seat speaks for the agent from now on. */
  vacate(agentId: string): void;
}

interface Entry extends AgentProfile {
  agentId: string;
  userId: string;
  status: AgentStatus;
  lastSeenMs: number;
  seat: Seat | undefined;
}

export interface Registration {
  tenant: string;
  agentId: string;
  userId: string;
  profile: AgentProfile;
  seat: Seat;
}

/** An agent of a tenant. */
export interface AgentKey {
  tenant: string;
  agentId: string;
}

/** Agents that one tenant may have at once; those that nothing holds make room, the longest unseen first. */
const maxAgents = 100_000;

/** Who the agents of each tenant are, and which of them are here. */
export class Agents {
  readonly #clock: Clock;
  readonly #domainEvents: DomainEventFeed;
  readonly #tenants = new Map<string, Map<string, Entry>>();

  constructor({ clock, domainEvents }: { clock: Clock; domainEvents: DomainEventFeed }) {
    this.#clock = clock;
    this.#domainEvents = domainEvents;
  }

  /**
   * Registers an agent, or takes it over from the seat that held it (MXF-B14).
   *
   * @throws ProtocolError FORBIDDEN when it belongs to another user, LIMIT_EXCEEDED when there are too many
   */
  register({ tenant, agentId, userId, profile, seat }: Registration): Agent {
    const agents = this.#tenants.get(tenant) ?? new Map<string, Entry>();
    const former = agents.get(agentId);
    if (former && former.userId !== userId) throw foreign(agentId);
    if (!former) makeRoom(agents);
    if (former?.seat !== seat) former?.seat?.vacate(agentId);
    this.#tenants.set(tenant, agents);
    const entry: Entry = { ...profile, agentId, userId, status: 'online', lastSeenMs: this.#clock.now(), seat };
    // Last in the order of insertion: the longest unseen are the first.
    agents.delete(agentId);
    agents.set(agentId, entry);
    this.#tell(tenant, entry);
    return this.#view(entry);
  }

  /** @throws ProtocolError NOT_FOUND, FORBIDDEN when the agent belongs to another user */
  update({ tenant, agentId, userId, changes }: AgentKey & { userId: string; changes: AgentChanges }): Agent {
    const entry = this.#entry({ tenant, agentId });
    if (entry.userId !== userId) throw foreign(agentId);
    Object.assign(entry, changes);
    entry.lastSeenMs = this.#clock.now();
    this.#tell(tenant, entry);
    return this.#view(entry);
  }

  /** The seat speaks for the agent no more; without effect when another has taken it. */
  leave({ tenant, agentId }: AgentKey, seat: Seat): void {
    const entry = this.#tenants.get(tenant)?.get(agentId);
    if (entry?.seat !== seat) return;
    entry.seat = undefined;
    entry.lastSeenMs = this.#clock.now();
    this.#tell(tenant, entry);
  }

  /** @throws ProtocolError NOT_FOUND */
  get(key: AgentKey): Agent {
    return this.#view(this.#entry(key));
  }

  find({ tenant, agentId }: AgentKey): Agent | undefined {
    const entry = this.#tenants.get(tenant)?.get(agentId);
    return entry && this.#view(entry);
  }

  /** Forgets all. */
  clear(): void {
    this.#tenants.clear();
  }

  #entry({ tenant, agentId }: AgentKey): Entry {
    const entry = this.#tenants.get(tenant)?.get(agentId);
    if (entry) return entry;
    throw new ProtocolError('NOT_FOUND', { missing: { entity: 'agent', id: agentId } });
  }

  /** Who is here is seen now, and who is not is offline, whatever was said before. */
  #view({ seat, ...entry }: Entry): Agent {
    return seat ? { ...entry, lastSeenMs: this.#clock.now() } : { ...entry, status: 'offline' };
  }

  #tell(tenant: string, entry: Entry): void {
    const { agentId, name, status } = this.#view(entry);
    this.#domainEvents.tell('agentStatusChanged', { agentId, name, status }, tenant);
  }
}

function makeRoom(agents: Map<string, Entry>): void {
  if (agents.size < maxAgents) return;
  for (const [agentId, { seat }] of agents) {
    if (seat) continue;
    agents.delete(agentId);
    return;
  }
  throw new ProtocolError('LIMIT_EXCEEDED', { details: `a tenant has at most ${maxAgents} agents` });
}

function foreign(agentId: string): ProtocolError {
  return new ProtocolError('FORBIDDEN', { details: `the agent ${agentId} belongs to another user` });
}
