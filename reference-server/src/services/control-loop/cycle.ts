import type { Engine } from '../generation/engine.ts';
import { textOf } from '../generation/text.ts';

/** What a cycle begins with. */
export interface Observation {
  type: string;
  source: string;
  /** What was observed, as JSON text. */
  data: string;
}

/** The models that think in a loop, by their step. */
export interface Models {
  observation: string;
  reasoning: string;
  planning: string;
  reflection: string;
}

/** What happens in a cycle: one of each in this order, `progressed` once for each action. */
export type CycleEvent =
  | { kind: 'observed'; analysis: string; insights: readonly string[] }
  | { kind: 'reasoned'; understanding: string; reasoning: readonly string[] }
  | { kind: 'planned'; plan: string; actions: readonly Action[] }
  /** `isDone` with the last action alone. */
  | { kind: 'progressed'; status: string; isDone: boolean }
  | { kind: 'reflected'; insights: readonly string[]; learnings: readonly string[] };

export interface Action {
  /** From 1. */
  step: number;
  description: string;
}

export interface CycleOptions {
  engine: Engine;
  models: Models;
  observation: Observation;
  report: (event: CycleEvent) => void;
  signal: AbortSignal;
}

/** Longest note of a model, tokens. */
const maxTokens = 200;
/** Actions of a plan. */
const maxActions = 10;

/**
 * Thinks one observation through, from what it shows to what can be learnt from it. What each step has
 * found is given to those behind it.
 *
 * @throws GenerationError when the engine refuses a model, AbortError once the signal is aborted
 */
export async function runCycle({ engine, models, observation, report, signal }: CycleOptions): Promise<void> {
  const subject = `${observation.type} from ${observation.source}`;
  const found: Record<string, Note> = {};
  const think = async (step: keyof Models, role: string): Promise<Note> => {
    const request = {
      prompt: `${subject}: ${observation.data}`,
      model: models[step],
      context: {
        role: `${role} in a control loop`,
        found,
        format: 'one sentence, then a list with a dash before each item',
      },
      constraints: { maxTokens },
    };
    const note = readNote(await textOf(engine.generate(request, signal)));
    found[step] = note;
    return note;
  };

  const seen = await think('observation', 'observer');
  report({ kind: 'observed', analysis: seen.summary, insights: seen.items });
  const understood = await think('reasoning', 'reasoner');
  report({ kind: 'reasoned', understanding: understood.summary, reasoning: understood.items });
  const { summary: plan, items } = await think('planning', 'planner');
  const actions = items.slice(0, maxActions).map((description, index) => ({ step: index + 1, description }));
  report({ kind: 'planned', plan, actions });
  for (const { step, description } of actions) {
    const status = `step ${step} of ${actions.length} done: ${description}`;
    report({ kind: 'progressed', status, isDone: step === actions.length });
  }
  const learnt = await think('reflection', 'reviewer');
  report({ kind: 'reflected', insights: [learnt.summary], learnings: learnt.items });
}

/** What a model has written. */
interface Note {
  summary: string;
  /** Never empty. */
  items: readonly string[];
}

/** Lines that begin with a dash are the items, all others the summary; whichever is missing is made of the other. */
function readNote(text: string): Note {
  const lines = text.split('\n').map((line) => line.trim());
  const items = lines.filter((line) => line.startsWith('- ')).map((line) => line.slice(2).trim());
  const rest = lines.filter((line) => line !== '' && !line.startsWith('- ')).join(' ');
  const summary = rest || items[0] || 'Nothing.';
  return { summary, items: items.length > 0 ? items : [summary] };
}
