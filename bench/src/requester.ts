import { Arrivals } from './arrivals.ts';
import { Crowd } from './crowd.ts';
import type { Endpoint } from './endpoint.ts';
import { type Dialogue, Exchange, type ExchangeReport } from './exchange.ts';
import type { Progress } from './exercise.ts';
import { Failure } from './failure.ts';
import { LoadMeter, type ProcessLoad } from './load.ts';
import { Pacer } from './pacer.ts';
import { reportProgress, serve } from './remote.ts';
import type { Side } from './roles.ts';
import { Roundtrips } from './roundtrips.ts';
import type { Schedule } from './schedule.ts';
import { Streams } from './streams.ts';
import type { ClientWire } from './wire.ts';
import type { StreamWork } from './workload.ts';

/** What a schedule of requests asks for. */
export type RequestKind = 'roundtrip' | 'stream' | 'connect';

export interface RequestOptions extends Schedule {
  side: Side;
  kind: RequestKind;
  /** How long after the last intended time requests may still be sent and answered, milliseconds. */
  timeoutMs: number;
}

interface Party {
  crowd: Crowd;
  wire: ClientWire;
  stream?: StreamWork;
}

/** Entry of the process whose clients ask and are answered. One crowd a subject; one schedule at a time. */
const parties = new Map<Side, Party>();
const pacer = new Pacer();
const meter = new LoadMeter();

const dialogues: Record<RequestKind, (party: Party) => Dialogue> = {
  roundtrip: ({ crowd, wire }) => new Roundtrips(crowd, wire),
  stream: ({ crowd, wire, stream }) => new Streams(crowd, wire, stream as StreamWork),
  connect: ({ crowd }) => new Arrivals(crowd),
};

const verbs = {
  open(options: { side: Side; endpoint: Endpoint; wire: ClientWire; stream?: StreamWork }): void {
    const { side, endpoint, wire, stream } = options;
    const receiver = { read: () => {}, take: () => false };
    const crowd = new Crowd({ endpoint, wire, name: 'requester', receiver });
    parties.set(side, { crowd, wire, ...(stream ? { stream } : {}) });
  },

  async connect(options: { side: Side; count: number; timeoutMs: number }): Promise<void> {
    await partyOf(options.side).crowd.connect(Array(options.count).fill({}), options.timeoutMs);
  },

  idle: (options: { ms: number }): Promise<ProcessLoad> => meter.idle(options.ms),

  async request(
    options: RequestOptions,
  ): Promise<{ report: ExchangeReport; load: ProcessLoad; ended: Record<string, number> }> {
    const { side, kind, timeoutMs } = options;
    const party = partyOf(side);
    const exchange = new Exchange(options, dialogues[kind](party));
    const progress = setInterval(() => reportProgress(progressOf(exchange)), 200);
    await exchange.run({ pacer, crowd: party.crowd, timeoutMs, begun: () => meter.restart() });
    clearInterval(progress);
    const load = meter.read();
    const { ended } = party.crowd;
    if (kind === 'connect') party.crowd.leave();
    return { report: exchange.report(), load, ended };
  },

  close(): void {
    for (const { crowd } of parties.values()) crowd.close();
    parties.clear();
  },
};

export type RequesterVerbs = typeof verbs;

serve(verbs);

function partyOf(side: Side): Party {
  const party = parties.get(side);
  if (!party) throw new Failure('fault', `no clients for the ${side}`);
  return party;
}

function progressOf({ completed, response }: Exchange): Progress {
  const { cpuNs, wallNs } = meter.read();
  const so = { received: completed, cpuShare: cpuNs / wallNs };
  return response.count === 0 ? so : { ...so, p50: response.at(50), p99: response.at(99) };
}
