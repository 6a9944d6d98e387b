import { Audience, type AudienceOptions, type AudienceReport, type SubscriberOptions } from './audience.ts';
import type { Progress } from './exercise.ts';
import { Failure } from './failure.ts';
import { LoadMeter, type ProcessLoad } from './load.ts';
import type { PhaseOptions } from './reception.ts';
import { reportProgress, serve } from './remote.ts';
import type { Side } from './roles.ts';
import type { StallReport } from './stalled.ts';

/**
 * Entry of a process that holds subscribers: as *probes* it keeps the latency of each delivery, as *sinks*
 * it only verifies. One audience a subject; one phase at a time.
 */
const audiences = new Map<Side, Audience>();
const meter = new LoadMeter();
let progress: NodeJS.Timeout | undefined;

const verbs = {
  open({ side, ...options }: { side: Side } & AudienceOptions): void {
    audiences.set(side, new Audience(options));
  },

  async connect(options: { side: Side; subscribers: SubscriberOptions[]; timeoutMs: number }): Promise<void> {
    await audienceOf(options.side).connect(options.subscribers, options.timeoutMs);
  },

  /** The load of this process while it has nothing to do. */
  idle: (options: { ms: number }): Promise<ProcessLoad> => meter.idle(options.ms),

  begin({ side, ...phase }: { side: Side } & PhaseOptions): void {
    const audience = audienceOf(side);
    audience.begin(phase);
    meter.restart();
    clearInterval(progress);
    progress = setInterval(() => reportProgress(progressOf(audience)), 200);
  },

  /** Called when the last publication has been answered; the load is that of the time until then. */
  async drain(options: { side: Side; publications: number; quietMs: number; timeoutMs: number }): Promise<ProcessLoad> {
    const load = meter.read();
    await audienceOf(options.side).drain(options);
    clearInterval(progress);
    return load;
  },

  settle: (options: { side: Side; quietMs: number; timeoutMs: number }): Promise<AudienceReport> =>
    audienceOf(options.side).settle(options),

  /** The last `count` subscribers stop reading. */
  stall({ side, count }: { side: Side; count: number }): void {
    audienceOf(side).stall(count);
  },

  /** They read again; returns what had become of each. */
  resume: (options: { side: Side; timeoutMs: number }): Promise<StallReport> =>
    audienceOf(options.side).resume(options.timeoutMs),

  close(): void {
    for (const audience of audiences.values()) audience.close();
    audiences.clear();
  },
};

export type SinkVerbs = typeof verbs;

serve(verbs);

function audienceOf(side: Side): Audience {
  const audience = audiences.get(side);
  if (!audience) throw new Failure('fault', `no subscribers for the ${side}`);
  return audience;
}

/** Latencies only of a process that keeps them. */
function progressOf({ received, response }: Audience): Progress {
  const { cpuNs, wallNs } = meter.read();
  const so = { received, cpuShare: cpuNs / wallNs };
  return response.count === 0 ? so : { ...so, p50: response.at(50), p99: response.at(99) };
}
