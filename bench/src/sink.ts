import { Crowd, type CrowdOptions, type CrowdReport } from './crowd.ts';
import { Failure } from './failure.ts';
import { LoadMeter, type ProcessLoad } from './load.ts';
import type { PhaseOptions } from './reception.ts';
import { reportProgress, serve } from './remote.ts';
import type { Side } from './roles.ts';

/** What a process of subscribers tells while a phase runs. */
export interface SinkProgress {
  received: number;
  /** Microseconds, from the intended time; only of a process that keeps latencies. */
  p50?: number;
  p99?: number;
}

/**
 * Entry of a process that holds subscribers: as *probes* it keeps the latency of each delivery, as *sinks*
 * it only verifies. One crowd a subject; one phase at a time.
 */
const crowds = new Map<Side, Crowd>();
const meter = new LoadMeter();
let progress: NodeJS.Timeout | undefined;

const verbs = {
  open({ side, ...options }: { side: Side } & CrowdOptions): void {
    crowds.set(side, new Crowd(options));
  },

  async connect({ side, count, timeoutMs }: { side: Side; count: number; timeoutMs: number }): Promise<void> {
    await crowdOf(side).connect(count, timeoutMs);
  },

  begin({ side, ...phase }: { side: Side } & PhaseOptions): void {
    const crowd = crowdOf(side);
    crowd.begin(phase);
    meter.restart();
    clearInterval(progress);
    progress = setInterval(() => reportProgress(progressOf(crowd)), 200);
  },

  /** Called when the last publication has been answered; the load is that of the time until then. */
  async drain(options: { side: Side; publications: number; quietMs: number; timeoutMs: number }): Promise<ProcessLoad> {
    const load = meter.read();
    await crowdOf(options.side).drain(options);
    clearInterval(progress);
    return load;
  },

  async settle(options: { side: Side; quietMs: number; timeoutMs: number }): Promise<CrowdReport> {
    const crowd = crowdOf(options.side);
    return crowd.report(await crowd.settle(options));
  },

  close(): void {
    for (const crowd of crowds.values()) crowd.close();
    crowds.clear();
  },
};

export type SinkVerbs = typeof verbs;

serve(verbs);

function crowdOf(side: Side): Crowd {
  const crowd = crowds.get(side);
  if (!crowd) throw new Failure('fault', `no crowd for the ${side}`);
  return crowd;
}

function progressOf(crowd: Crowd): SinkProgress {
  const { response } = crowd;
  if (response.count === 0) return { received: crowd.received };
  return { received: crowd.received, p50: response.at(50), p99: response.at(99) };
}
