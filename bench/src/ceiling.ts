import { randomInt } from 'node:crypto';
import type { BlasterVerbs } from './blaster.ts';
import { nowNs } from './clock.ts';
import type { CorePlan } from './cores.ts';
import { Crew } from './crew.ts';
import type { LoadOptions } from './options.ts';
import { deliveriesOf, publication } from './publish-call.ts';
import { Remote } from './remote.ts';
import { connectOrder } from './sample.ts';
import { blankStamp } from './stamp.ts';
import { transports } from './transports.ts';
import type { Workload } from './workload.ts';

/** What the harness can receive and verify by itself. */
export interface Ceiling {
  /** Deliveries per second at which its processes would have used all of their cores. */
  deliveriesPerSecond: number;
  /** Share of its cores that it had used when it was measured. */
  measuredAtShare: number;
  /** Deliveries per second of CPU of the processes that received. */
  deliveriesPerCpuSecond: number;
}

/** Until the code that receives has been compiled. */
export const warmupMs = 500;
export const blastMs = 800;
const quietMs = 1000;

/**
 * Has a server that only sends load the same clients with messages of the same size. Where that server is slower
 * than they are, the ceiling is projected from the share of their cores that they used.
 */
export async function measureCeiling(options: {
  workload: Workload;
  load: LoadOptions;
  cores: CorePlan;
  seed: number;
  /** Messages in each write of the server, and mostly in each read; 1 when absent, which costs the most; a burst comes as several. */
  batch?: number;
  /** Writes to each client in a second; without it as many as they take, which is the ceiling. */
  writesPerSecond?: number;
}): Promise<Ceiling> {
  const { workload, load, cores, seed, batch = 1, writesPerSecond } = options;
  const { connections, probes, payloadBytes, timeoutMs } = load;
  const entry = new URL('./blaster.ts', import.meta.url);
  const blaster = new Remote<BlasterVerbs>({ name: 'blaster', entry, cores: cores.server });
  const order = connectOrder({ subscribers: connections, probes, seed });
  const crew = new Crew({ roles: new Set(order), cores });
  const side = 'blaster';
  try {
    const transport = workload.transport === 'sse' ? 'sse' : 'websocket';
    const port = await blaster.call('listen', { transport });
    const endpoint = { host: '127.0.0.1', port, target: '/', headers: {} };
    const wire = { transport, dialogue: [] } as const;
    const subject = {
      name: side,
      url: '',
      endpoint,
      calls: [],
      workload: { ...workload, wire: { ...wire, dialogue: [] } },
    };
    const seats = order.map((role) => ({ role, lanes: 1 }));
    await crew.connect({ side, subject, payloadBytes, seats, timeoutMs });
    const work = deliveriesOf(workload);
    const message = publication(work, blankStamp(payloadBytes));
    const text = transports[workload.transport].say(work.name, message);
    const stampOffset = Buffer.from(text).indexOf('~aw1');
    const blast = async (ms: number) => {
      const run = randomInt(2 ** 32);
      const schedule = { startNs: nowNs(), rate: 1, count: 2 ** 24 };
      await crew.begin({ side, run, lanes: 1, schedule, latencies: 'record' });
      const publications = await blaster.call('blast', {
        transport,
        text,
        stampOffset,
        run,
        ms,
        batch,
        ...(writesPerSecond === undefined ? {} : { writesPerSecond }),
      });
      const loads = await crew.drain({ side, publications, quietMs, timeoutMs });
      return { count: publications, loads };
    };
    await blast(warmupMs);
    const { count, loads } = await blast(blastMs);
    const cpuNs = loads.reduce((sum, entry) => sum + entry.load.cpuNs, 0);
    const wallNs = Math.max(...loads.map((entry) => entry.load.wallNs));
    const received = count * connections;
    const whole = cpuNs / wallNs / cores.harnessCores;
    const busiest = Math.max(...loads.map(({ load: { cpuNs: own, wallNs: over } }) => own / over));
    const measuredAtShare = Math.min(1, Math.max(whole, busiest));
    return {
      deliveriesPerSecond: received / (wallNs / 1e9) / measuredAtShare,
      measuredAtShare,
      deliveriesPerCpuSecond: received / (cpuNs / 1e9),
    };
  } finally {
    await crew.stop();
    blaster.stop();
  }
}
