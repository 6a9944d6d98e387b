import { WebSocket } from 'ws';
import { LoadMeter, type ProcessLoad } from './load.ts';
import { serve } from './remote.ts';

/**
 * Entry of a process of `ws` clients that do what a load generator usually does with a message: make a string,
 * parse it, and look at its number. The harness's own sinks are held against it.
 */
const clients: WebSocket[] = [];
const meter = new LoadMeter();
const counts = { received: 0, irregular: 0 };

const verbs = {
  async connect({ port, count }: { port: number; count: number }): Promise<void> {
    await Promise.all(Array.from({ length: count }, () => join(port)));
  },

  begin(): void {
    counts.received = 0;
    counts.irregular = 0;
    meter.restart();
  },

  /** What has arrived since then, and what that cost. */
  read: (): { received: number; irregular: number; load: ProcessLoad } => ({ ...counts, load: meter.read() }),

  close(): void {
    for (const client of clients) client.terminate();
  },
};

export type WsClientVerbs = typeof verbs;

serve(verbs);

function join(port: number): Promise<void> {
  const client = new WebSocket(`ws://127.0.0.1:${port}/`, { perMessageDeflate: false });
  clients.push(client);
  let run = '';
  let next = 0;
  client.on('message', (bytes) => {
    const stamp = stampIn(JSON.parse(bytes.toString()));
    if (stamp.slice(4, 12) !== run) next = 0;
    run = stamp.slice(4, 12);
    counts.received++;
    if (Number.parseInt(stamp.slice(14, 22), 16) !== next) counts.irregular++;
    next++;
  });
  return new Promise((resolve, reject) => {
    client.once('open', () => resolve());
    client.once('error', reject);
  });
}

/** The first string that begins like a stamp. */
function stampIn(value: unknown): string {
  if (typeof value === 'string') return value.startsWith('~aw1') ? value : '';
  if (typeof value !== 'object' || value === null) return '';
  for (const member of Object.values(value)) {
    const found = stampIn(member);
    if (found !== '') return found;
  }
  return '';
}
