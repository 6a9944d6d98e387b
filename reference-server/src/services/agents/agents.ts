import type { Clock } from '../../clock.ts';
import { ProtocolError } from '../../errors.ts';
import type { DomainEventFeed } from '../domain-events.ts';
import { Roster, type RosterBounds } from '../roster.ts';
import type { Activity, Agent, AgentChanges, AgentProfile } from './agent.ts';

/** What speaks for an agent, a connection for example. */
export interface Seat {
  /** Another seat speaks for the agent from now on. */
  vacate(agentId: string): void;
}

interface Entry extends AgentProfile, Activity {
  agentId: string;
  userId: string | undefined;
  lastSeenMs: number;
  seat: Seat | undefined;
  /** What is said of it without a seat comes from a report, and holds. */
  isReported: boolean;
}

/** An agent of a tenant. */
export interface AgentKey {
  tenant: string;
  agentId: string;
}

export interface Registration extends AgentKey {
  userId: string;
  profile: AgentProfile;
  seat: Seat;
}

/** What somebody else says of an agent: all that it is at, and where known what kind of agent it is. */
export interface Report extends AgentKey, Activity {
  role?: string | undefined;
  /** The channel on which it was said, which needs not be told of it. */
  origin: string;
}

export interface AgentsOptions {
  bounds: RosterBounds;
  clock: Clock;
  domainEvents: DomainEventFeed;
}

/** Who the agents of each tenant are, which of them are here, and what they are at. */
export class Agents {
  readonly #clock: Clock;
  readonly #domainEvents: DomainEventFeed;
  readonly #agents: Roster<Entry>;

  constructor({ bounds, clock, domainEvents }: AgentsOptions) {
    this.#clock = clock;
    this.#domainEvents = domainEvents;
    this.#agents = new Roster({
      what: 'agents',
      bounds,
      weigh: ({ seat, ...said }) => said,
      isHeld: ({ seat }) => seat !== undefined,
    });
  }

  /**
   * Registers an agent, or takes it over from the seat that held it (MXF-B14). One that is only known
   * from reports belongs to the first user who registers it.
   *
   * @throws ProtocolError FORBIDDEN when it belongs to another user, LIMIT_EXCEEDED when there are too many
   */
  register({ tenant, agentId, userId, profile, seat }: Registration): Agent {
    const former = this.#agents.get(tenant, agentId);
    if (former?.userId !== undefined && former.userId !== userId) throw foreign(former);
    const before = former && this.#view(former);
    const entry = this.#put(tenant, { ...profile, agentId, userId, status: 'online', seat, isReported: false });
    if (former?.seat !== seat) former?.seat?.vacate(agentId);
    return this.#changed(tenant, entry, { before });
  }

  /** @throws ProtocolError NOT_FOUND, FORBIDDEN when the agent does not belong to the user, LIMIT_EXCEEDED */
  update({ tenant, agentId, userId, changes }: AgentKey & { userId: string; changes: AgentChanges }): Agent {
    const former = this.#entry({ tenant, agentId });
    if (former.userId !== userId) throw foreign(former);
    const before = this.#view(former);
    // What others said that it is at goes with the status that they said.
    const gone = changes.status && { currentTask: undefined, progress: undefined };
    const entry = this.#put(tenant, { ...former, ...changes, ...gone });
    return this.#changed(tenant, entry, { before });
  }

  /**
   * Takes what is said of an agent for true, whoever it belongs to, until it says otherwise itself. What is more
   * than may be kept is told all the same, and not kept.
   */
  report({ tenant, agentId, role, status, currentTask, progress, origin }: Report): void {
    const former = this.#agents.get(tenant, agentId);
    const before = former && this.#view(former);
    const entry = this.#keep(tenant, {
      ...(former ?? { agentId, userId: undefined, seat: undefined, name: agentId, capabilities: [], metadata: {} }),
      ...(role !== undefined && { role }),
      status,
      currentTask,
      progress,
      isReported: true,
    });
    this.#changed(tenant, entry, { before, origin });
  }

  /** The seat speaks for the agent no more; without effect when another has taken it. */
  leave({ tenant, agentId }: AgentKey, seat: Seat): void {
    const entry = this.#agents.get(tenant, agentId);
    if (entry?.seat !== seat) return;
    const before = this.#view(entry);
    entry.seat = undefined;
    entry.isReported = false;
    entry.lastSeenMs = this.#clock.now();
    this.#changed(tenant, entry, { before });
  }

  /** @throws ProtocolError NOT_FOUND */
  get(key: AgentKey): Agent {
    return this.#view(this.#entry(key));
  }

  find({ tenant, agentId }: AgentKey): Agent | undefined {
    const entry = this.#agents.get(tenant, agentId);
    return entry && this.#view(entry);
  }

  /** Forgets all. */
  clear(): void {
    this.#agents.clear();
  }

  #entry({ tenant, agentId }: AgentKey): Entry {
    const entry = this.#agents.get(tenant, agentId);
    if (entry) return entry;
    throw new ProtocolError('NOT_FOUND', { missing: { entity: 'agent', id: agentId } });
  }

  #keep(tenant: string, seen: Omit<Entry, 'lastSeenMs'>): Entry {
    try {
      return this.#put(tenant, seen);
    } catch (error) {
      if (error instanceof ProtocolError) return { ...seen, lastSeenMs: this.#clock.now() };
      throw error;
    }
  }

  #put(tenant: string, seen: Omit<Entry, 'lastSeenMs'>): Entry {
    return this.#agents.put(tenant, seen.agentId, { ...seen, lastSeenMs: this.#clock.now() });
  }

  /** Who is here is seen now; who is not is offline, whatever was said before, unless others say otherwise. */
  #view({ seat, isReported, ...entry }: Entry): Agent {
    if (seat) return { ...entry, isPresent: true, lastSeenMs: this.#clock.now() };
    if (isReported) return { ...entry, isPresent: false };
    return { ...entry, isPresent: false, status: 'offline', currentTask: undefined, progress: undefined };
  }

  /** Tells of it where what others are told of an agent is other than before. */
  #changed(tenant: string, entry: Entry, { before, origin }: { before: Agent | undefined; origin?: string }): Agent {
    const now = this.#view(entry);
    const { agentId, role: kind, status, currentTask, progress } = now;
    const isSame =
      before?.role === kind &&
      before?.status === status &&
      before.currentTask === currentTask &&
      before.progress === progress;
    const previousStatus = before?.status === status ? undefined : before?.status;
    const event = { agentId, kind, status, previousStatus, currentTask, progress };
    if (!isSame) this.#domainEvents.tell('agentStatusChanged', event, tenant, origin);
    return now;
  }
}

function foreign({ agentId, userId }: Entry): ProtocolError {
  const details = `the agent ${agentId} ${userId === undefined ? 'is registered by nobody' : 'belongs to another user'}`;
  return new ProtocolError('FORBIDDEN', { details });
}
