import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Settings } from '../settings.ts';
import { openEmbeddedStore } from '../store/embedded.ts';
import type { Store } from '../store/store.ts';
import { Agents } from './agents/agents.ts';
import { type ChannelBounds, Channels } from './channels/channels.ts';
import { ControlLoops } from './control-loop/control-loops.ts';
import { DomainEventFeed } from './domain-events.ts';
import { EmbeddedEngine } from './generation/embedded.ts';
import type { Engine } from './generation/engine.ts';
import { Jobs } from './jobs.ts';
import { Memory } from './memory/memory.ts';
import { OfflineQueue } from './offline-queue.ts';
import { openProjects, type Projects } from './projects/projects.ts';
import type { RosterBounds } from './roster.ts';
import { SourceMemory } from './source-memory.ts';
import { type Suggestions, startSuggestions } from './suggestions/suggestions.ts';
import { Tasks } from './tasks/tasks.ts';
import { Tools } from './tools/tools.ts';
import { Workflows } from './workflows/workflows.ts';

/** What the server does besides passing messages on; shared by all profiles, blind to each. */
export interface Services {
  generation: Engine;
  workflows: Workflows;
  domainEvents: DomainEventFeed;
  agents: Agents;
  channels: Channels;
  tasks: Tasks;
  controlLoops: ControlLoops;
  memory: Memory;
  tools: Tools;
  jobs: Jobs;
  offlineQueue: OfflineQueue;
  sourceMemory: SourceMemory;
  suggestions: Suggestions;
  projects: Projects;
  /** Closed last of all, since an acknowledgement may still depend on it. */
  store: Store;
  /** Forgets what it was told, and keeps nothing of it; projects are what their directories hold. */
  reset(): Promise<void>;
  /** Stops what runs by itself; called once, when the server shuts down. */
  close(): Promise<void>;
}

/** What one tenant may have. */
export interface ServiceBounds {
  agents: RosterBounds;
  channels: ChannelBounds;
}

/** What services are made of. */
export interface ServiceOptions {
  settings: Settings;
  bounds: ServiceBounds;
  clock: Clock;
  log: Log;
}

/** A service cannot begin with these settings; the message is one line. */
export class ServiceError extends Error {}

/** @throws StoreError | ServiceError */
export async function createServices({ settings, bounds, clock, log }: ServiceOptions): Promise<Services> {
  const store = openEmbeddedStore(settings.data);
  const domainEvents = new DomainEventFeed(log);
  const generation = new EmbeddedEngine(settings);
  const workflows = new Workflows({ engine: generation, domainEvents });
  const suggestions = startSuggestions();
  const tools = new Tools({ clock });
  const projects = await openProjects(settings.projects, { suggestions, log }).catch((error: Error) => {
    throw new ServiceError(`project: ${error.message}`);
  });
  const sourceMemory = new SourceMemory(domainEvents);
  const agents = new Agents({ bounds: bounds.agents, clock, domainEvents });
  const channels = new Channels(bounds.channels);
  const tasks = new Tasks({ clock, events: domainEvents, engine: generation });
  return {
    generation,
    workflows,
    domainEvents,
    agents,
    channels,
    tasks,
    controlLoops: new ControlLoops({ engine: generation, clock, log }),
    memory: new Memory({ memories: store.memories, events: domainEvents, clock }),
    tools,
    jobs: new Jobs(domainEvents),
    offlineQueue: new OfflineQueue({ queues: store.queues, clock, log }),
    sourceMemory,
    suggestions,
    projects,
    store,
    async reset() {
      for (const service of [sourceMemory, agents, channels, tasks, tools]) service.clear();
      await store.clear();
    },
    async close() {
      suggestions.close();
      await Promise.all([tools.close(), projects.close()]);
    },
  };
}
