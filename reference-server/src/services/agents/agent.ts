export type AgentStatus = 'online' | 'busy' | 'away' | 'offline';

/** What an agent says of itself; all of it may change. */
export interface AgentProfile {
  name: string;
  /** What kind of agent it is, any text. */
  role?: string | undefined;
  capabilities: readonly string[];
  model?: string | undefined;
  description?: string | undefined;
  metadata: Readonly<Record<string, unknown>>;
}

/** What an agent is at. */
export interface Activity {
  status: AgentStatus;
  /** In words. */
  currentTask?: string | undefined;
  /** Of that task, percent. */
  progress?: number | undefined;
}

/** What an update may change. */
export type AgentChanges = Partial<Pick<AgentProfile, 'name' | 'capabilities' | 'metadata'>> & { status?: AgentStatus };

/** An agent as everybody of its tenant may see it. */
export interface Agent extends Readonly<AgentProfile>, Readonly<Activity> {
  readonly agentId: string;
  /** The user to whom it belongs; nobody where it is only known from reports. */
  readonly userId: string | undefined;
  /** Whether something speaks for it here, so that messages reach it. */
  readonly isPresent: boolean;
  /** Milliseconds since the epoch. */
  readonly lastSeenMs: number;
}
