import { block, nameOf, type RunState } from './blocks.ts';
import { observed } from './objective.ts';
import type { LoadOptions } from './options.ts';
import type { PhaseResult } from './phase.ts';
import { searchRate, type Trial } from './search.ts';
import { judge } from './validity.ts';

const precision = 0.05;
const repetitions = 3;

/** Looks for the highest rate of each side, from the rate of the options on. */
export async function runSearches(current: RunState): Promise<void> {
  const { objective, rate } = current.options;
  if (!objective) return;
  for (const side of current.subjects.keys()) {
    const attemptOnce = trier(current, side);
    // Void may have been a moment's disturbance.
    const attempt = async (tried: number): Promise<Trial> => {
      const trial = await attemptOnce(tried);
      return trial.outcome === 'void' ? attemptOnce(tried) : trial;
    };
    const bounds = { from: rate, most: current.search?.most ?? rate, precision, repetitions };
    current.searches.push(await searchRate({ side, objective: objective.text, ...bounds, attempt }));
  }
}

/** Tries rates on one side, counting them. */
function trier(current: RunState, side: string): (rate: number) => Promise<Trial> {
  let number = 0;
  return async (rate) => {
    const position = { number: ++number, name: nameOf(current, side), rate, expected: 0, due: 0 };
    const before = current.phases.length;
    const measured = await block(current, { side, rate, seconds: current.options.durationS, position });
    const trial = trialOf(current, rate, measured ?? (current.phases.at(-1) as PhaseResult));
    // A rate that was too high says something of itself, and nothing of the run.
    if (trial.outcome !== 'kept') current.phases.length = before;
    return trial;
  };
}

/** What one rate of a search showed, judged as a whole run is. */
function trialOf({ cores, ceiling, options }: RunState, rate: number, phase: PhaseResult): Trial {
  const objective = options.objective as NonNullable<LoadOptions['objective']>;
  const { verdict, reasons } = judge({
    phases: [{ ...phase, kind: 'measured' }],
    serversEnded: [],
    harnessCores: cores.harnessCores,
    ...(ceiling ? { ceiling: ceiling.deliveriesPerSecond } : {}),
    objective: { objective, response: phase.response },
  });
  // The generator's own delay is the server's doing where publications had to wait for its answers.
  const isLateServer = phase.waited > 0 && observed(objective, phase.response) >= objective.limitUs;
  const outcomes = {
    valid: 'kept',
    'not valid': 'not valid',
    void: 'void',
    'latencies void': 'void',
    'objective missed': 'missed',
  } as const;
  const outcome = isLateServer ? 'missed' : outcomes[verdict];
  return { rate, outcome, p50: phase.response.at(50), p99: phase.response.at(99), reasons };
}
