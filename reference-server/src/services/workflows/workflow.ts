/** One agent of a workflow. */
export interface Agent {
  /** Its name within the workflow; no two agents share one, and `coordinator` is the one that merges. */
  id: string;
  /** Its part in the work, any text. */
  type: string;
  model: string;
}

/** `parallel_then_merge` has a coordinator merge the results of all others. */
export type Coordination = 'sequential' | 'parallel' | 'parallel_then_merge';

export interface Workflow {
  id: string;
  name: string;
  /** In the order in which `sequential` runs them. */
  agents: readonly Agent[];
  coordination: Coordination;
  /** What all agents have to know. */
  context: Readonly<Record<string, unknown>>;
}

/** What an agent leaves behind. */
export interface Artifact {
  path: string;
  content: string;
  /** The agent that wrote it. */
  agentId: string;
}

/** What an agent says of its work when it is done. */
export interface Result {
  summary: string;
  artifacts: readonly string[];
  usage: { promptTokens: number; completionTokens: number };
}

/** What happens in a run, in order for each agent. */
export type WorkflowEvent =
  | { kind: 'agent-started'; agent: Agent; task: string }
  /** `progress` is in percent and rises. */
  | { kind: 'agent-progress'; agent: Agent; progress: number; step: string; thinking: string }
  | { kind: 'agent-completed'; agent: Agent; result: Result; artifacts: readonly Artifact[] };

/** How a run ended well. */
export interface Merged {
  /** By the id of the agent. */
  results: Readonly<Record<string, Result>>;
  artifacts: readonly Artifact[];
  metrics: { durationMs: number; agents: number };
}

/** Who has a workflow run. */
export interface Initiator {
  tenant: string;
  userId: string;
}

/** What everybody may know of a workflow, whoever runs it. Results are any JSON. */
export type WorkflowAdvance =
  | { kind: 'started'; name: string; initiator: string; parameters: unknown; steps: readonly WorkflowStep[] }
  | WorkflowStepCompleted
  | {
      kind: 'completed';
      result: unknown;
      durationMs: number;
      outputs: unknown;
      metrics: Readonly<Record<string, unknown>>;
    }
  | { kind: 'failed'; error: string; stepId?: string | undefined; durationMs?: number | undefined };

export interface WorkflowStep {
  id: string;
  type: string;
}

export interface WorkflowStepCompleted {
  kind: 'step-completed';
  stepId: string;
  stepType: string;
  result: unknown;
  durationMs: number;
  /** The step that follows; nothing after the last, and where others run beside it. */
  nextStepId?: string | undefined;
}
