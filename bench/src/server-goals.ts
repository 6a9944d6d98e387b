import { fromRatio, type Goal, type GoalBase, unmeasured } from './goal.ts';
import { attempt, type GoalContext } from './goal-context.ts';
import { readManifest } from './manifest.ts';
import { referenceServer } from './peers.ts';
import { resultOf } from './result.ts';
import { subjectSide } from './roles.ts';

export async function fanoutGoals(context: GoalContext): Promise<Goal[]> {
  const { scale } = context;
  const result = await attempt(context, {
    case: 'fanout',
    profile: 'cloud',
    peers: ['uws', 'ws', 'socketio'],
    options: { rate: context.rate },
  });
  const rate = result.workload.ratePerSecond;
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
      detail:
        `at the same rate, ${Math.round((result.saturation.ceilingShare ?? 0) * 100)} % of what the harness can ` +
        "receive on its cores, and not at half of the peer's maximum, which is more than that",
    }),
  ];
}

export async function socketioGoal(context: GoalContext): Promise<Goal[]> {
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
      detail: `profile mxf, ${result.workload.ratePerSecond} publications a second`,
    }),
  ];
}

export async function sseGoal(context: GoalContext): Promise<Goal[]> {
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
      detail: `profile devmentor, ${result.workload.ratePerSecond} publications a second`,
    }),
  ];
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
