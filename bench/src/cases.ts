import type { CorePlan } from './cores.ts';
import { Deliveries } from './deliveries.ts';
import type { Exercise } from './exercise.ts';
import { HttpRequests } from './http-requests.ts';
import { Idling } from './idling.ts';
import type { LoadOptions } from './options.ts';
import { Requests } from './requests.ts';
import { subjectSide } from './roles.ts';
import type { TransportId } from './transports/transport.ts';
import type { Need } from './workload.ts';

/** What a case needs to begin. */
export interface CaseContext {
  options: LoadOptions;
  cores: CorePlan;
  seed: number;
}

/** One thing that the bench can measure. */
export interface Case {
  name: string;
  /** One line for `list`. */
  summary: string;
  need: Need;
  /** What is counted, and what server time is counted against; in the plural. */
  unit: string;
  /** Whether a publisher causes what is counted; then the harness's ceiling means something. */
  isDelivery: boolean;
  defaults: Partial<LoadOptions>;
  exercise(context: CaseContext): Exercise;
  /** Closed where each request waits for the answer to the one before; open when absent. */
  loop?: 'closed';
  /** Stands in for the peer of the transport. */
  peer?: 'self';
}

const deliveries = ({ options, cores, seed }: CaseContext) => new Deliveries(options, cores, seed);

const delivering = { unit: 'deliveries', isDelivery: true, exercise: deliveries } as const;
const asking = { isDelivery: false } as const;

export const cases: readonly Case[] = [
  {
    ...delivering,
    name: 'fanout',
    summary: 'one publisher, many subscribers: latency, loss, duplicates and order of each delivery, server CPU',
    need: 'delivers',
    defaults: {},
  },
  {
    ...delivering,
    name: 'many',
    summary: 'many publishers at once, many subscribers: the same, each publisher keeping its own order',
    need: 'delivers',
    defaults: { lanes: 32, laneChoice: 'turn', connections: 200, rate: 200 },
  },
  {
    ...delivering,
    name: 'topics',
    summary: 'subscriptions by topic and pattern: each subscriber gets what it chose, and nothing else',
    need: 'topics',
    defaults: { lanes: 16, laneChoice: 'turn', connections: 200, rate: 200 },
  },
  {
    ...delivering,
    name: 'sse',
    summary: 'fan-out over server-sent events, against a write loop of Node',
    need: 'events',
    defaults: {},
  },
  {
    ...delivering,
    name: 'slow',
    summary: 'fan-out while 5 % of the subscribers have stopped reading, against the same server without such ones',
    need: 'delivers',
    defaults: { stalledShare: 0.05, stalledSide: subjectSide, payloadBytes: 4096, connections: 200 },
    peer: 'self',
  },
  {
    ...asking,
    name: 'stream',
    summary: 'token streaming: time to the first token, gaps between tokens, streams that end whole',
    need: 'stream',
    unit: 'tokens',
    defaults: { connections: 16, rate: 10, durationS: 2 },
    exercise: ({ options, cores }) => new Requests('stream', options, cores),
  },
  {
    ...asking,
    name: 'roundtrip',
    summary: 'a request and its answer on many connections: latency from the intended time',
    need: 'barrier',
    unit: 'answers',
    defaults: { connections: 200, rate: 300 },
    exercise: ({ options, cores }) => new Requests('roundtrip', options, cores),
  },
  {
    ...asking,
    name: 'connect',
    summary: 'connect storm: time from the intended start until a client is authenticated and subscribed',
    need: 'connection',
    unit: 'connections',
    defaults: { rate: 200 },
    exercise: ({ options, cores }) => new Requests('connect', options, cores),
  },
  {
    ...asking,
    name: 'memory',
    summary: 'what the server keeps in memory for each connection that is subscribed and does nothing',
    need: 'connection',
    unit: 'connections',
    defaults: { rate: 500, durationS: 1, warmupS: 0 },
    exercise: ({ options, cores }) => new Idling(options, cores),
  },
  {
    ...asking,
    name: 'publish',
    summary: 'the publish API alone, without subscribers, driven by autocannon: requests per second, server CPU',
    need: 'delivers',
    unit: 'requests',
    loop: 'closed',
    defaults: { rate: 2000 },
    exercise: ({ options, cores }) => new HttpRequests(options, cores),
  },
];

/** What every case starts from. */
export const defaults: LoadOptions = {
  connections: 500,
  probes: 32,
  payloadBytes: 128,
  rate: 100,
  burst: 1,
  durationS: 1,
  warmupS: 0.3,
  blocks: 8,
  lanes: 8,
  laneChoice: 'any',
  timeoutMs: 10_000,
  lossAfterMs: 5000,
  pin: 'auto',
  confidencePercent: 95,
  stalledShare: 0,
};

/** Peer of a transport where none is named. */
export const usualPeer: Record<TransportId, string> = { websocket: 'uws', socketio: 'socketio', sse: 'http' };
