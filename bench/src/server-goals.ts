import { fromRatio, type Goal, type GoalBase } from './goal.ts';
import { attempt, type GoalContext } from './goal-context.ts';
import { type RunResult, resultOf } from './result.ts';
import { subjectSide } from './roles.ts';

/** Publications that are due at once, where servers may send together what waits for one client. */
const burst = 32;

/** How publications come: each by itself, and many at once. */
const manners = [
  { words: 'one at a time', options: {} },
  { words: `in bursts of ${burst}`, options: { burst, lanes: burst } },
] as const;

export async function fanoutGoals(context: GoalContext): Promise<Goal[]> {
  const { scale } = context;
  const goals: Goal[] = [];
  for (const { words, options } of manners) {
    const result = await attempt(context, {
      case: 'fanout',
      profile: 'cloud',
      peers: ['uws', 'ws', 'socketio'],
      options: { ...options, rate: context.rate },
    });
    const rate = result.workload.ratePerSecond;
    const perSecond = Math.round(rate * scale.connections).toLocaleString('en-US');
    const load = `${scale.connections} subscribers, 128 B, ${rate} publications = ${perSecond} deliveries a second`;
    const throughput = (against: string, peer: string, atLeast: number) => {
      const measure = `fan-out per server CPU second, ${words}`;
      const detail = [load, ...boundOf(result, peer)].join('; ');
      const base = { measure, against, target: { atLeast }, unit: '×' } as const;
      return fromRatio(base, result, { measure: 'server CPU', peer, inverse: true, detail });
    };
    goals.push(
      throughput('bare uWebSockets.js', 'uws', 0.95),
      throughput('ws with a send loop', 'ws', 3.5),
      throughput('socket.io', 'socketio', 4.5),
    );
    if (words === 'one at a time') goals.push(latencyGoal(result));
  }
  return goals;
}

function latencyGoal(result: RunResult): Goal {
  const base = { measure: 'response p99', against: 'bare uWebSockets.js', target: { atMost: 1.1 }, unit: '×' } as const;
  const share = Math.round((result.saturation.ceilingShare ?? 0) * 100);
  return fromRatio(base, result, {
    measure: 'response p99',
    peer: 'uws',
    detail:
      `at the same rate, ${share} % of what the harness can receive on its cores, ` +
      "and not at half of the peer's maximum, which is more than that",
  });
}

/** What the least that a server can do reaches against the same peer: whoever sends, the system call is the same. */
function boundOf({ sides }: RunResult, peer: string): string[] {
  const costOf = (name: string) => sides.find(({ side }) => side === name)?.server?.cpuSecondsPerMillion;
  const [least, other] = [costOf('uws'), costOf(peer)];
  if (peer === 'uws' || !least || !other) return [];
  return [`bare uWebSockets.js itself reaches ${(other / least).toFixed(2)}×`];
}

export async function socketioGoals(context: GoalContext): Promise<Goal[]> {
  const base: Omit<GoalBase, 'measure'> = { against: 'socket.io', target: { atLeast: 4.5 }, unit: '×' };
  const workload = { case: 'fanout', profile: 'mxf', peers: ['socketio', 'socketio-uws'] };
  return inBothManners(context, workload, { ...base, measure: 'Socket.IO fan-out per server CPU second' });
}

export async function sseGoals(context: GoalContext): Promise<Goal[]> {
  const base: Omit<GoalBase, 'measure'> = { against: 'Node http', target: { atLeast: 3 }, unit: '×' };
  const workload = { case: 'sse', profile: 'devmentor', peers: ['http'] };
  return inBothManners(context, workload, { ...base, measure: 'server-sent events per server CPU second' });
}

/** One ratio of server CPU against the first peer. */
async function inBothManners(
  context: GoalContext,
  workload: { case: string; profile: string; peers: string[] },
  { measure, ...base }: GoalBase,
): Promise<Goal[]> {
  const goals: Goal[] = [];
  const [peer = ''] = workload.peers;
  for (const { words, options } of manners) {
    const result = await attempt(context, { ...workload, options: { ...options, rate: context.rate } });
    const detail = `profile ${workload.profile}, ${result.workload.ratePerSecond} publications a second`;
    const named = { ...base, measure: `${measure}, ${words}` };
    goals.push(fromRatio(named, result, { measure: 'server CPU', peer, inverse: true, detail }));
  }
  return goals;
}

export async function memoryGoal(context: GoalContext): Promise<Goal[]> {
  const base: GoalBase = {
    measure: 'idle memory per connection',
    against: 'socket.io',
    target: { atMost: 0.25 },
    unit: '×',
  };
  const options = { rate: context.scale.connections, durationS: 1, warmupS: 0 };
  const result = await attempt(context, { case: 'memory', profile: 'cloud', peers: ['socketio', 'uws'], options });
  const kibibytes = (side: string) => ((resultOf(result, side).server?.bytesPerConnection ?? 0) / 1024).toFixed(1);
  const connections = context.scale.connections * context.scale.blocks;
  const detail =
    `${kibibytes(subjectSide)} KiB against ${kibibytes('socketio')} KiB, private memory of the process, ` +
    `${connections} connections`;
  return [fromRatio(base, result, { measure: 'memory per connection', peer: 'socketio', detail })];
}

export async function slowGoal(context: GoalContext): Promise<Goal[]> {
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
    ? `4 KiB at ${result.workload.ratePerSecond} a second; of ${stalls.stalled} stalled, ${stalls.caughtUp} got all ` +
      `in the end, ${stalls.stalled - stalls.caughtUp - stalls.silentGaps} were closed, ` +
      `${stalls.silentGaps} have a silent gap`
    : '';
  return [fromRatio(base, result, { measure: 'response p99', peer: 'self', detail })];
}
