import type { Engine } from '../generation/engine.ts';
import type { Agent, Artifact, Result, WorkflowEvent } from './workflow.ts';

export interface AgentRunOptions {
  engine: Engine;
  agent: Agent;
  task: string;
  context: Readonly<Record<string, unknown>>;
  /** What the agents before it have left. */
  given: readonly Artifact[];
  report: (event: WorkflowEvent) => void;
  signal: AbortSignal;
}

/** What one agent has made. */
export interface AgentRun {
  agent: Agent;
  result: Result;
  artifacts: readonly Artifact[];
}

/** Tokens between two reports while an agent writes. */
const reportEveryTokens = 40;

/** Percent at which an agent begins to write, and that it comes close to while it writes. */
const writing = { from: 20, to: 90 };

/**
 * Lets one agent do its task on the engine and reports how it goes on. Nobody knows how long a text
 * will be, so progress halves what is left at every report.
 *
 * @throws GenerationError when the engine refuses, AbortError once the signal is aborted
 */
export async function runAgent({
  engine,
  agent,
  task,
  context,
  given,
  report,
  signal,
}: AgentRunOptions): Promise<AgentRun> {
  const files = given.map(({ path }) => path);
  const request = {
    prompt: task,
    model: agent.model,
    context: { ...context, role: agent.type, ...(files.length > 0 && { files }) },
    constraints: {},
  };
  report({ kind: 'agent-started', agent, task });
  const generation = engine.generate(request, signal);
  let progress = 5;
  const tell = (step: string, thinking: string): void =>
    report({ kind: 'agent-progress', agent, progress, step, thinking });
  tell('Reading the task', `The task is: ${task}`);

  const tokens: string[] = [];
  let next = await generation.next();
  for (; !next.done; next = await generation.next()) {
    const part = next.value;
    if (part.kind === 'tool-call') {
      progress = between(progress, writing.from);
      tell(`Using ${part.tool}`, part.thinking);
      continue;
    }
    if (tokens.length % reportEveryTokens === 0) {
      progress = progress < writing.from ? writing.from : between(progress, writing.to);
      tell('Writing', `The text has ${tokens.length} tokens so far.`);
    }
    tokens.push(part.text);
  }
  const { usage, fileName } = next.value;
  progress = 100;
  tell('Done', `The text is whole and would be kept as ${fileName}.`);
  const artifacts = [{ path: `${agent.id}/${fileName}`, content: tokens.join(''), agentId: agent.id }];
  const result = { summary: `${agent.type} wrote ${fileName}`, artifacts: artifacts.map(({ path }) => path), usage };
  report({ kind: 'agent-completed', agent, result, artifacts });
  return { agent, result, artifacts };
}

/** Half of the way, to a hundredth of a percent. */
function between(progress: number, end: number): number {
  return Math.round((progress + end) * 50) / 100;
}
