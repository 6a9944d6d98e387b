import { expect, test } from 'vitest';
import { RawAgent } from './mxf-client.ts';
import { type ServerProcess, serve } from './server-process.ts';

/** So many that they are served together. */
const agents = 20;

/** In the main namespace of a connection that is open, as an agent of the lobby. */
async function enter(agent: RawAgent, agentId: string): Promise<void> {
  agent.send('40');
  await agent.next('40{');
  await register(agent, agentId);
}

async function register(agent: RawAgent, agentId: string): Promise<void> {
  agent.send(`42${JSON.stringify(['agent:register', { agentId, name: agentId, channelId: 'lobby' }])}`);
  await agent.next('42["agent:registered"');
}

/** @returns who took it */
async function say(server: ServerProcess, content: string): Promise<number> {
  const timestamp = new Date().toISOString();
  const payload = { from: 'backend', channelId: 'lobby', content, timestamp };
  return Number((await server.publish('/mxf/publish', { event: 'message', payload })).body.recipients);
}

/** What it was told since the last time, once everything sent before has come. */
async function heard(agent: RawAgent): Promise<string[]> {
  agent.send(`427${JSON.stringify(['agent:status', { agentId: 'nobody' }])}`);
  await agent.next('437');
  const contents = agent.received.flatMap((packet) => /"content":"(\w+)"/.exec(packet)?.[1] ?? []);
  agent.received.length = 0;
  return contents;
}

test('who has left by DISCONNECT hears nothing on the connection it keeps, and everything once when it comes back', async () => {
  const server = await serve();
  const all = await Promise.all(
    Array.from({ length: agents }, async (_, index) => {
      const agent = await RawAgent.connect(server);
      await register(agent, `agent-${index}`);
      return agent;
    }),
  );
  const [leaving, staying] = all as [RawAgent, RawAgent];
  for (const content of ['a', 'b', 'c']) expect(await say(server, content)).toBe(agents);
  expect(await heard(leaving)).toEqual(['a', 'b', 'c']);
  leaving.send('41');
  await expect.poll(() => say(server, 'd')).toBe(agents - 1);
  await say(server, 'e');
  await enter(leaving, 'agent-again');
  expect(await heard(leaving)).toEqual([]);
  for (const content of ['f', 'g', 'h']) expect(await say(server, content)).toBe(agents);
  expect(await heard(leaving)).toEqual(['f', 'g', 'h']);
  expect((await heard(staying)).slice(-4)).toEqual(['e', 'f', 'g', 'h']);
});

test('who comes and goes on one connection leaves nothing behind', async () => {
  const server = await serve();
  const agent = await RawAgent.connect(server);
  for (let times = 0; times < 30; times++) {
    agent.send('41');
    await enter(agent, 'agent');
  }
  // What Node says of more than ten who listen to one.
  expect(server.stderr.filter((line) => line.includes('MaxListeners') || line.includes('memory leak'))).toEqual([]);
});
