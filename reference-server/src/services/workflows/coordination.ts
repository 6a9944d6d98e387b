import type { AgentRun } from './agent-run.ts';
import type { Agent, Artifact, Coordination, Workflow, WorkflowStep } from './workflow.ts';

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

/** The one that merges. */
const coordinator = { id: 'coordinator', type: 'coordinator' };
/** Its model when there is no agent to take one from. */
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
    const agent = { ...coordinator, model: agents[0]?.model ?? coordinatorModel };
    return [...runs, await start({ agent, given: artifactsOf(runs), mission: 'Merge the results' })];
  },
};

/** All steps of a run, in the order in which they are declared. */
export function stepsOf({ agents, coordination }: Workflow): WorkflowStep[] {
  const steps = agents.map(({ id, type }) => ({ id, type }));
  return coordination === 'parallel_then_merge' ? [...steps, coordinator] : steps;
}

export function artifactsOf(runs: readonly AgentRun[]): Artifact[] {
  return runs.flatMap(({ artifacts }) => artifacts);
}
