import { fileURLToPath } from 'node:url';
import { compareClients } from './client-cost.ts';
import { type Goal, type GoalBase, measured, unmeasured } from './goal.ts';
import { alone, attempt, type GoalContext } from './goal-context.ts';
import { seesSqueeze, stopError } from './truth.ts';

const inTree = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** One message in each read is what a quiet fan-out gives, several are what a busy one does. */
const batches = [1, 32];

export async function clientGoals({ scale, observer }: GoalContext): Promise<Goal[]> {
  const goals: Goal[] = [];
  for (const batch of batches) {
    observer.step(`sinks of the harness against ws clients, ${batch} messages a write`);
    const base: GoalBase = {
      measure: `verified deliveries per client CPU second, ${batch} in each read`,
      against: 'ws client',
      target: { atLeast: 8 },
      unit: '×',
    };
    const own = await alone(scale.connections);
    const load = { ...own.load, blocks: scale.blocks };
    const { ratio, own: ours, other } = await compareClients({ ...own, load, batch });
    const detail = `${Math.round(ours).toLocaleString('en-US')} against ${Math.round(other).toLocaleString('en-US')}`;
    const interval = ratio?.interval ? { interval: ratio.interval } : {};
    goals.push(ratio ? measured(base, ratio.value, { detail, ...interval }) : unmeasured(base, 'nothing was received'));
  }
  return goals;
}

export async function truthGoals(context: GoalContext): Promise<Goal[]> {
  const { scale, observer } = context;
  const subject = inTree('../peers/delaying.json');
  const peers = [inTree('../peers/prompt.json')];
  const load = { connections: Math.min(60, scale.connections), rate: 50 };
  const result = await attempt(context, { case: 'fanout', profile: 'cloud', subject, peers, options: load });
  const [late, prompt] = result.sides.map(({ service }) => service.p50 / 1000);
  const added = (late ?? 0) - (prompt ?? 0);
  const delay: GoalBase = {
    measure: 'an injected delay of 50 ms',
    against: 'known answer',
    target: { atMost: 2 },
    unit: '%',
  };
  const stop: GoalBase = {
    measure: 'a server stopped for 300 ms',
    against: 'known answer',
    target: { atMost: 2 },
    unit: '%',
  };
  const squeeze: GoalBase = {
    measure: 'a squeezed generator is seen',
    against: 'known answer',
    target: { atLeast: scale.squeezes },
    unit: '',
  };
  const stopped = await stopError(observer);
  let seen = 0;
  for (let time = 0; time < scale.squeezes; time++) if (await seesSqueeze(observer)) seen++;
  return [
    result.verdict.verdict !== 'valid'
      ? { ...delay, outcome: 'void', detail: result.verdict.reasons[0] ?? '' }
      : measured(delay, (Math.abs(added - 50) / 50) * 100, {
          detail: `${added.toFixed(2)} ms more than the same server without it (p50)`,
        }),
    measured(stop, stopped.errorPercent, {
      detail: `stopped for ${stopped.stoppedMs.toFixed(1)} ms, longest response ${stopped.seenMs.toFixed(1)} ms`,
    }),
    measured(squeeze, seen, { detail: `${seen} of ${scale.squeezes} runs with a busy core of the harness are void` }),
  ];
}
