import { fileURLToPath } from 'node:url';
import { defaults } from './cases.ts';
import { measureCeiling } from './ceiling.ts';
import { compareClients } from './client-cost.ts';
import { pinSelf, planCores } from './cores.ts';
import { fromRatio, type Goal, type GoalBase, measured, unmeasured } from './goal.ts';
import { readManifest } from './manifest.ts';
import { readModel } from './model.ts';
import { referenceServer } from './peers.ts';
import { planOf, type RunRequest } from './request.ts';
import { type RunResult, resultOf } from './result.ts';
import { subjectSide } from './roles.ts';
import { type Observer, run } from './run.ts';
import { seesSqueeze, stopError } from './truth.ts';
import { workloadOf } from './workload.ts';

/** How long each measurement takes; `quick` only shows that all of them end. */
export interface GoalScale {
  blocks: number;
  durationS: number;
  warmupS: number;
  connections: number;
  squeezes: number;
}

export const scales: Record<'full' | 'quick', GoalScale> = {
  full: { blocks: 10, durationS: 1, warmupS: 0.3, connections: 500, squeezes: 10 },
  quick: { blocks: 1, durationS: 0.4, warmupS: 0.1, connections: 60, squeezes: 1 },
};

/** Share of the harness's ceiling at which servers are compared, so that no limit of the harness decides. */
const shareOfCeiling = 0.4;
const mostRate = 200;
const attempts = 2;
const inTree = (path: string) => fileURLToPath(new URL(path, import.meta.url));

interface GoalContext {
  scale: GoalScale;
  observer: Observer;
  /** Publications per second that keep the harness well below its ceiling. */
  rate: number;
  /** Every run that was made, for the reports. */
  results: Map<string, RunResult>;
}

/** Measures every goal, one after the other; `tell` hears of each. */
export async function measureGoals(options: {
  scale: GoalScale;
  observer: Observer;
  tell(goal: Goal): void;
}): Promise<{ goals: Goal[]; results: Map<string, RunResult>; rate: number }> {
  const { scale, observer, tell } = options;
  const rate = await chooseRate(scale, observer);
  const context: GoalContext = { scale, observer, rate, results: new Map() };
  const goals: Goal[] = [];
  for (const measure of [fanoutGoals, socketioGoal, sseGoal, memoryGoal, slowGoal, clientGoals, truthGoals]) {
    for (const goal of await measure(context)) {
      goals.push(goal);
      tell(goal);
    }
  }
  return { goals, results: context.results, rate };
}

async function chooseRate({ connections }: GoalScale, observer: Observer): Promise<number> {
  observer.step('the harness measures what it can receive itself');
  const { deliveriesPerSecond } = await measureCeiling(await alone(connections));
  return Math.max(10, Math.min(mostRate, Math.floor((shareOfCeiling * deliveriesPerSecond) / connections)));
}

/** What the harness measures of itself: the fan-out of profile cloud, without a server. */
async function alone(connections: number) {
  const workload = workloadOf(await readModel(undefined), { profile: 'cloud', need: 'delivers' });
  const cores = planCores('auto');
  pinSelf(cores.harness);
  return { workload, load: { ...defaults, connections }, cores, seed: 1 };
}

async function fanoutGoals(context: GoalContext): Promise<Goal[]> {
  const { rate, scale } = context;
  const result = await attempt(context, {
    case: 'fanout',
    profile: 'cloud',
    peers: ['uws', 'ws', 'socketio'],
    options: { rate },
  });
  const perSecond = Math.round(rate * scale.connections).toLocaleString('en-US');
  const detail = `${scale.connections} subscribers, 128 B, ${rate} publications = ${perSecond} deliveries a second`;
  const throughput = (against: string, peer: string, atLeast: number) =>
    fromRatio({ measure: 'fan-out per server CPU second', against, target: { atLeast }, unit: '×' }, result, {
      measure: 'server CPU',
      peer,
      inverse: true,
      detail,
    });
  const latency: GoalBase = {
    measure: 'response p99',
    against: 'bare uWebSockets.js',
    target: { atMost: 1.1 },
    unit: '×',
  };
  return [
    throughput('bare uWebSockets.js', 'uws', 0.95),
    throughput('ws with a send loop', 'ws', 3.5),
    throughput('socket.io', 'socketio', 4.5),
    fromRatio(latency, result, {
      measure: 'response p99',
      peer: 'uws',
      detail: `at the same rate, which is ${shareOfCeiling * 100} % of what the harness can receive on its cores and not half of the peer's maximum`,
    }),
  ];
}

async function socketioGoal(context: GoalContext): Promise<Goal[]> {
  const base: GoalBase = {
    measure: 'Socket.IO fan-out per server CPU second',
    against: 'socket.io',
    target: { atLeast: 4.5 },
    unit: '×',
  };
  if (!('mxf' in readManifest(referenceServer).manifest.profiles)) {
    return [unmeasured(base, 'the reference server does not serve profile mxf yet')];
  }
  const { rate } = context;
  const result = await attempt(context, {
    case: 'fanout',
    profile: 'mxf',
    peers: ['socketio', 'socketio-uws'],
    options: { rate },
  });
  return [
    fromRatio(base, result, {
      measure: 'server CPU',
      peer: 'socketio',
      inverse: true,
      detail: `profile mxf, ${rate} publications a second`,
    }),
  ];
}

async function sseGoal(context: GoalContext): Promise<Goal[]> {
  const base: GoalBase = {
    measure: 'server-sent events per server CPU second',
    against: 'Node http',
    target: { atLeast: 3 },
    unit: '×',
  };
  const { rate } = context;
  const result = await attempt(context, { case: 'sse', profile: 'devmentor', peers: ['http'], options: { rate } });
  return [
    fromRatio(base, result, {
      measure: 'server CPU',
      peer: 'http',
      inverse: true,
      detail: `profile devmentor, ${rate} publications a second`,
    }),
  ];
}

async function memoryGoal(context: GoalContext): Promise<Goal[]> {
  const base: GoalBase = {
    measure: 'idle memory per connection',
    against: 'socket.io',
    target: { atMost: 0.25 },
    unit: '×',
  };
  const options = { rate: context.scale.connections, durationS: 1, warmupS: 0 };
  const result = await attempt(context, { case: 'memory', profile: 'cloud', peers: ['socketio', 'uws'], options });
  const kibibytes = (side: string) => ((resultOf(result, side).server?.bytesPerConnection ?? 0) / 1024).toFixed(1);
  const detail = `${kibibytes(subjectSide)} KiB against ${kibibytes('socketio')} KiB, private memory of the process, ${context.scale.connections * context.scale.blocks} connections`;
  return [fromRatio(base, result, { measure: 'memory per connection', peer: 'socketio', detail })];
}

async function slowGoal(context: GoalContext): Promise<Goal[]> {
  const base: GoalBase = {
    measure: 'healthy p99 with 5 % stalled subscribers',
    against: 'the same server without',
    target: { atMost: 1.1 },
    unit: '×',
  };
  const connections = Math.min(200, context.scale.connections);
  const result = await attempt(context, { case: 'slow', profile: 'cloud', options: { connections } });
  const { stalls } = resultOf(result, subjectSide);
  const detail = stalls
    ? `4 KiB at 100 a second; of ${stalls.stalled} stalled, ${stalls.caughtUp} got all in the end, ${stalls.stalled - stalls.caughtUp - stalls.silentGaps} were closed, ${stalls.silentGaps} have a silent gap`
    : '';
  return [fromRatio(base, result, { measure: 'response p99', peer: 'self', detail })];
}

/** One message in each read is what a quiet fan-out gives, several are what a busy one does. */
const batches = [1, 8];

async function clientGoals({ scale, observer }: GoalContext): Promise<Goal[]> {
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

async function truthGoals(context: GoalContext): Promise<Goal[]> {
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
    result.verdict.verdict === 'void'
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

/** A run; once more when a moment's disturbance voided it. */
async function attempt(context: GoalContext, request: RunRequest): Promise<RunResult> {
  const { scale, observer, results } = context;
  const { blocks, durationS, warmupS, connections } = scale;
  const options = { blocks, durationS, warmupS, connections, ...request.options };
  let result: RunResult | undefined;
  for (let time = 0; time < attempts && result?.verdict.verdict !== 'valid'; time++) {
    result = await run(await planOf({ ...request, options }, observer));
    if (result.verdict.verdict === 'not valid') break;
  }
  results.set(`${request.case} ${results.size + 1}`, result as RunResult);
  return result as RunResult;
}
