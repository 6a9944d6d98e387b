import { mxf } from '@agentwire/generated/constants/mxf';
import { expect, test } from 'vitest';
import { Agent, path } from './mxf-client.ts';
import { type ServerProcess, serve } from './server-process.ts';

const { slowConsumer, limits } = mxf.channels.mxf;
const publishedBytes = 64 * 2 ** 20;
const textBytes = 900_000;

/** An agent on bare HTTP, which polls when it is told to. */
class Poller {
  readonly #address: string;
  readonly #headers = { authorization: 'Bearer poller', 'content-type': 'text/plain' };

  constructor(address: string) {
    this.#address = address;
  }

  static async register(server: ServerProcess): Promise<Poller> {
    const address = `${server.http}${path}?EIO=4&transport=polling`;
    const opened = await new Poller(address).poll();
    const poller = new Poller(`${address}&sid=${JSON.parse(opened.slice(1)).sid}`);
    await poller.post('40');
    await poller.poll();
    await poller.post(`42${JSON.stringify(['agent:register', { agentId: 'p', name: 'p', channelId: 'lobby' }])}`);
    await poller.poll();
    return poller;
  }

  async poll(signal?: AbortSignal): Promise<string> {
    return (await this.#fetch('GET', { ...(signal && { signal }) })).text();
  }

  async post(packet: string): Promise<number> {
    return (await this.#fetch('POST', { body: packet })).status;
  }

  /** Whether the server still knows the session. */
  async isKnown(): Promise<boolean> {
    return (await this.post('3')) === 200;
  }

  #fetch(method: string, options: RequestInit = {}): Promise<Response> {
    return fetch(this.#address, { method, headers: this.#headers, ...options });
  }
}

test('who does not poll while 64 MiB are published is put out, and told so by the next poll; others miss nothing', async () => {
  const server = await serve();
  const poller = await Poller.register(server);
  const reading = await Agent.register(server, { agentId: 'reading' });
  let taken = 0;
  let sent = 0;
  for (; sent * textBytes < publishedBytes; sent++) {
    const payload = { from: 'backend', channelId: 'lobby', content: `${sent} `.padEnd(textBytes, 'x') };
    const message = { event: 'message', payload: { ...payload, timestamp: new Date().toISOString() } };
    const { recipients = 0 } = (await server.publish('/mxf/publish', message)).body;
    expect(recipients).toBeGreaterThanOrEqual(1);
    if (recipients === 2) taken++;
  }
  // What may wait in the library and in the queue, and the message that is one too many.
  const heldBytes = slowConsumer.softLimitBytes + slowConsumer.queueBytes + 2 * limits.messageBytes;
  expect(taken * textBytes).toBeLessThan(heldBytes);
  expect(server.memoryMiB()).toBeLessThan(400);
  const contents = (await reading.all('message')).map(({ content }) => Number.parseInt(String(content), 10));
  expect(contents).toEqual(Array.from({ length: sent }, (_, index) => index));
  const packets = (await poller.poll()).split('\u001e');
  const numbers = packets.flatMap((packet) => /^42\["message".*?"content":"(\d+) /.exec(packet)?.[1] ?? []);
  expect(numbers).toEqual(numbers.map((_, index) => String(index)));
  expect(packets.at(-1)).toBe('41');
  await expect.poll(() => poller.isKnown()).toBe(false);
});

test('a poller that dies in a poll keeps no server alive', async () => {
  const server = await serve();
  const poller = await Poller.register(server);
  const death = new AbortController();
  const poll = poller.poll(death.signal).catch(() => 'dead');
  // Its poll is open when a later request is answered.
  await poller.post('3');
  death.abort();
  expect(await poll).toBe('dead');
  await expect.poll(async () => (await server.control('stats')).body).toMatchObject({ clients: { mxf: { total: 0 } } });
  server.child.kill('SIGTERM');
  expect(await server.exited).toBe(0);
}, 15_000);
