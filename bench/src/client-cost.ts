import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BlasterVerbs } from './blaster.ts';
import { blastMs, measureCeiling, warmupMs } from './ceiling.ts';
import type { CorePlan } from './cores.ts';
import type { LoadOptions } from './options.ts';
import { deliveriesOf, publication } from './publish-call.ts';
import { type Ratio, ratioOf } from './ratio.ts';
import { Remote } from './remote.ts';
import { blankStamp } from './stamp.ts';
import type { Workload } from './workload.ts';
import type { WsClientVerbs } from './ws-clients.ts';

const settleMs = 30;
/**
 * A load with which both keep up, by reads and by deliveries: who falls behind finds several writes in each read, and
 * each is cheaper then.
 */
const mostPerSecond = { reads: 30_000, deliveries: 240_000 } as const;

/**
 * Verified deliveries per CPU second, of the harness's sinks and of `ws` clients, interleaved, at the same pace from the
 * same blaster.
 */
export async function compareClients(options: {
  workload: Workload;
  load: LoadOptions;
  cores: CorePlan;
  seed: number;
  /** Messages in each write of the blaster. */
  batch: number;
}): Promise<{ ratio: Ratio | undefined; own: number; other: number }> {
  // Those who take latencies parse each message, as `ws` clients do.
  const load = { ...options.load, probes: 0 };
  const readsPerSecond = Math.min(mostPerSecond.reads, mostPerSecond.deliveries / options.batch);
  const paced = { ...options, load, writesPerSecond: readsPerSecond / load.connections };
  const pairs: [own: number, other: number][] = [];
  for (let pair = 0; pair < load.blocks; pair++) {
    const measures = [
      () => measureCeiling(paced).then((ceiling) => ceiling.deliveriesPerCpuSecond),
      () => wsClients(paced),
    ];
    const [first, second] = pair % 2 === 0 ? measures : [...measures].reverse();
    const results = [await first?.(), await second?.()] as [number, number];
    pairs.push(pair % 2 === 0 ? results : [results[1], results[0]]);
  }
  const sum = (index: 0 | 1) => pairs.reduce((total, pair) => total + pair[index], 0) / pairs.length;
  const ratio = ratioOf({ measure: 'verified deliveries per CPU second', peer: 'ws client', pairs, better: 'more' });
  return { ratio, own: sum(0), other: sum(1) };
}

async function wsClients(options: Parameters<typeof compareClients>[0] & { writesPerSecond: number }): Promise<number> {
  const { workload, load, cores, batch, writesPerSecond } = options;
  const entryOf = (file: string) => new URL(file, import.meta.url);
  const blaster = new Remote<BlasterVerbs>({ name: 'blaster', entry: entryOf('./blaster.ts'), cores: cores.server });
  const clients = new Remote<WsClientVerbs>({
    name: 'ws clients',
    entry: entryOf('./ws-clients.ts'),
    cores: cores.harness,
  });
  try {
    const port = await blaster.call('listen', { transport: 'websocket' });
    await clients.call('connect', { port, count: load.connections });
    const text = JSON.stringify(publication(deliveriesOf(workload), blankStamp(load.payloadBytes)));
    const stampOffset = Buffer.from(text).indexOf('~aw1');
    const blast = async (ms: number) => {
      await clients.call('begin', undefined);
      const run = randomInt(2 ** 32);
      const count = await blaster.call('blast', {
        transport: 'websocket',
        text,
        stampOffset,
        run,
        ms,
        batch,
        writesPerSecond,
      });
      const deadline = Date.now() + load.timeoutMs;
      let state = await clients.call('read', undefined);
      while (state.received < count * load.connections && Date.now() < deadline) {
        await sleep(settleMs);
        state = await clients.call('read', undefined);
      }
      return state;
    };
    await blast(warmupMs);
    const state = await blast(blastMs);
    return state.received / (state.load.cpuNs / 1e9);
  } finally {
    clients.stop();
    blaster.stop();
  }
}
