import type { AgentRun } from './agent-run.ts';
import type { Agent, Artifact, Coordination } from './workflow.ts';

/** What one agent is started with. */
export interface Start {
  agent: Agent;
  /** What agents before it have left. */
  given: readonly Artifact[];
  /** Said before the task. */
  mission?: string;
}

/**
 * How agents work together: starts them and returns their runs, declared agents in declared order. A
 * run that fails rejects, and `start` makes the others end.
 */
export type Coordinate = (
  agents: readonly Agent[],
  start: (start: Start) => Promise<AgentRun>,
) => Promise<readonly AgentRun[]>;

/** Serves as coordinator's model when there is no agent to take one from. */
const coordinatorModel = 'claude-3-opus';

const parallel: Coordinate = async (agents, start) => {
  const runs = agents.map((agent) => start({ agent, given: [] }));
  // Also when one has failed: the others have to be over before the workflow is.
  await Promise.allSettled(runs);
  return Promise.all(runs);
};

export const coordinations: Readonly<Record<Coordination, Coordinate>> = {
  parallel,

  async sequential(agents, start) {
    const runs: AgentRun[] = [];
    for (const agent of agents) runs.push(await start({ agent, given: artifactsOf(runs) }));
    return runs;
  },

  async parallel_then_merge(agents, start) {
    const runs = await parallel(agents, start);
    const agent = { id: 'coordinator', type: 'coordinator', model: agents[0]?.model ?? coordinatorModel };
    return [...runs, await start({ agent, given: artifactsOf(runs), mission: 'Merge the results' })];
  },
};

export function artifactsOf(runs: readonly AgentRun[]): Artifact[] {
  return runs.flatMap(({ artifacts }) => artifacts);
}
