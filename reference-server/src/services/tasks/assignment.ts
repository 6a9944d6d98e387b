import { chooser } from '../generation/choice.ts';
import type { Engine } from '../generation/engine.ts';
import { textOf } from '../generation/text.ts';

/** An agent that a task may be given to. */
export interface Candidate {
  agentId: string;
  name: string;
  capabilities: readonly string[];
  role?: string | undefined;
  /** An agent that is offline gets no task. */
  isOnline: boolean;
}

export type AssignmentStrategy = 'capability' | 'workload' | 'role' | 'llm';

/** A task as those who choose its agent see it. */
export interface Assignment {
  name: string;
  description: string;
  requirements: readonly string[];
}

export interface AssignmentOptions {
  task: Assignment;
  candidates: readonly Candidate[];
  /** Tasks of each agent that have not ended. */
  open: ReadonlyMap<string, number>;
  engine: Engine;
  signal: AbortSignal;
}

/** Chooses the agent of a task; nothing when nobody qualifies. */
type Strategy = (options: AssignmentOptions) => string | null | Promise<string | null>;

/** Serves the strategy `llm`. */
const model = 'claude-3-opus';
/** Longest answer of the model, tokens; an id is asked for and nothing else. */
const maxTokens = 32;
/** Candidates, and capabilities of one, that the model is told of. */
const maxTold = 100;
/** Characters of a client's own words that the model reads. */
const maxRead = 2000;

/** Without requirements every agent qualifies, whatever the strategy. */
const strategies: Readonly<Record<AssignmentStrategy, Strategy>> = {
  /** The least busy of those who can do all that the task takes. */
  capability: (options) => leastBusy(capable(options), options.open),

  /** The least busy of all. */
  workload: ({ candidates, open }) => leastBusy(candidates, open),

  /** The least busy of those whose role is among the requirements. */
  role: ({ task: { requirements }, candidates, open }) =>
    leastBusy(
      candidates.filter(({ role }) => requirements.length === 0 || (role !== undefined && requirements.includes(role))),
      open,
    ),

  /**
   * Whoever the model names of those who can do it. An answer that is no name is an answer too: it decides
   * which one it is, so that an engine that only writes code chooses as well, and always in the same way.
   */
  async llm(options) {
    const [first, ...more] = inOrder(capable(options)).slice(0, maxTold);
    if (!first || more.length === 0) return first?.agentId ?? null;
    const answer = await ask(options, [first, ...more]);
    const named = [first, ...more].find(({ agentId }) => agentId === answer.trim());
    return (named ?? chooser(answer)([first, ...more])).agentId;
  },
};

/**
 * The agentId of the one who gets the task, null when nobody qualifies. The same candidates in any order
 * give the same choice: between equals the fewest open tasks decide, then the name.
 *
 * @throws GenerationError, or an AbortError once the signal is aborted; with the strategy `llm` alone
 */
export function assign(strategy: AssignmentStrategy, options: AssignmentOptions): ReturnType<Strategy> {
  const candidates = options.candidates.filter(({ isOnline }) => isOnline);
  return strategies[strategy]({ ...options, candidates });
}

function capable({ task: { requirements }, candidates }: AssignmentOptions): Candidate[] {
  const taken = new Set(requirements);
  return candidates.filter(({ capabilities }) => taken.isSubsetOf(new Set(capabilities)));
}

function leastBusy(candidates: readonly Candidate[], open: AssignmentOptions['open']): string | null {
  const load = ({ agentId }: Candidate): number => open.get(agentId) ?? 0;
  const [first] = inOrder(candidates).sort((one, other) => load(one) - load(other));
  return first?.agentId ?? null;
}

function inOrder(candidates: readonly Candidate[]): Candidate[] {
  return candidates.toSorted((one, other) => compare(one.name, other.name) || compare(one.agentId, other.agentId));
}

/** By code units: a machine's language must not change a choice. */
function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

function ask({ task, open, engine, signal }: AssignmentOptions, candidates: readonly Candidate[]): Promise<string> {
  const request = {
    prompt: `Answer with the agentId of the best candidate for: ${task.name}. ${task.description}`.slice(0, maxRead),
    model,
    context: {
      candidates: candidates.map(({ agentId, name, role, capabilities }) => ({
        agentId,
        name,
        role,
        capabilities: capabilities.slice(0, maxTold),
        openTasks: open.get(agentId) ?? 0,
      })),
    },
    constraints: { maxTokens },
  };
  return textOf(engine.generate(request, signal));
}
