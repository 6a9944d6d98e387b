import { describe, expect, test } from 'vitest';
import { Agent } from './mxf-client.ts';
import { serve } from './server-process.ts';

async function start(args: readonly string[] = []) {
  const server = await serve(args);
  const agent = await Agent.register(server, { agentId: 'ada' });
  /** @returns the acknowledgement */
  const execute = (toolName: string, given: object = {}, options?: object) =>
    agent.emit('mcp:tool:execute', { toolName, arguments: given, ...(options && { options }) });
  const list = async (filter: object = {}, by = agent) => {
    expect(await by.emit('mcp:tool:list', filter)).toEqual({ success: true });
    return (await by.next('mcp:tool:list:response')) as unknown as { name: string }[];
  };
  return { server, agent, execute, list };
}

/** One computation that takes its second, and no more. */
const endless = { text: `${'a'.repeat(40)}!`, pattern: '(a+)+$', isRegularExpression: true };

describe('tools on the wire', () => {
  test('are listed by category and provider, whoever registered them being theirs', async () => {
    const { agent, list, server } = await start();
    expect((await list({ provider: 'builtin' })).length).toBeGreaterThan(6);
    const tool = { name: 'sum', description: 'Adds.', inputSchema: { required: ['numbers'] }, category: 'math' };
    expect(await agent.emit('mcp:tool:register', { ...tool, handler: 'calculator' })).toEqual({ success: true });
    expect((await list({ category: 'math' })).map(({ name }) => name)).toEqual(['calculator', 'sum']);
    const other = await Agent.register(server, { agentId: 'bo' });
    expect(await list({ provider: 'ada' }, other)).toEqual([{ ...tool, provider: 'ada' }]);
    expect(await list({ provider: 'bo' })).toEqual([]);
  });

  test('give their result as event and as acknowledgement', async () => {
    const { agent, execute } = await start();
    const sum = { success: true, output: 60, toolName: 'calculator' };
    expect(await execute('calculator', { numbers: [10, 20, 30] })).toEqual(sum);
    expect(await agent.next('mcp:tool:result')).toEqual(sum);
    const failure = { success: false, error: 'The result is not a finite number.', toolName: 'calculator' };
    expect(await execute('calculator', { expression: '1 / 0' })).toEqual(failure);
    expect(await agent.next('mcp:tool:result')).toEqual(failure);
    expect([...(await agent.all('error')), ...(await agent.all('mcp:error'))]).toEqual([
      expect.objectContaining({ code: 'AGENT_NOT_FOUND' }),
    ]);
  });

  test.each<[string, string, object, object]>([
    [
      'is unknown',
      'abacus',
      {},
      { message: 'The payload is not valid: tool abacus', details: { entity: 'tool', id: 'abacus' } },
    ],
    [
      'gets wrong arguments',
      'hash',
      { text: 1 },
      { message: 'The payload is not valid: arguments/text must be string' },
    ],
  ])('a tool that %s has a result and an error', async (_, name, given, error) => {
    const { agent, execute } = await start();
    const result = { success: false, error: expect.stringContaining('The payload is not valid: '), toolName: name };
    expect(await execute(name, given)).toEqual(result);
    expect(await agent.next('mcp:tool:result')).toEqual(result);
    for (const event of ['error', 'mcp:error']) {
      expect(await agent.next(event)).toEqual({ code: 'VALIDATION_ERROR', ...error });
    }
  });

  test('a registration is refused with the reason, and leaves nothing behind', async () => {
    const { agent, list } = await start();
    const register = (more: object) =>
      agent.emit('mcp:tool:register', { name: 'mine', description: '', inputSchema: {}, ...more });
    expect(await register({ handler: 'shell' })).toEqual({
      success: false,
      error: 'The payload is not valid: handler shell',
    });
    expect(await agent.next('mcp:error')).toMatchObject({ details: { entity: 'handler', id: 'shell' } });
    expect(await register({ inputSchema: { $ref: 'http://example.com/' } })).toMatchObject({
      error: expect.stringContaining("inputSchema is no JSON Schema: can't resolve reference http://example.com/"),
    });
    expect(await register({ description: 'x'.repeat(20_000) })).toMatchObject({
      error: expect.stringContaining('at most 16384 bytes'),
    });
    expect(await list({ provider: 'ada' })).toEqual([]);
    for (let index = 0; index < 100; index++) await register({ name: `tool ${index}` });
    expect(await register({ name: 'one more' })).toMatchObject({ error: expect.stringContaining('at most 100 tools') });
    expect(await list({ provider: 'ada' })).toHaveLength(100);
  });

  test('results come in the order of the requests, while other events go on', async () => {
    const { agent, execute, server } = await start();
    const acknowledged: unknown[] = [];
    const executions = [execute('wait', { ms: 20_000 }), execute('nothing'), execute('echo', { a: 1 })];
    for (const execution of executions) execution.then(({ toolName }) => acknowledged.push(toolName));
    await agent.emit('message:send', { channelId: 'lobby', content: 'meanwhile' });
    expect(await agent.next('message')).toMatchObject({ content: 'meanwhile' });
    expect(acknowledged).toEqual([]);
    // The first time may come before the tool waits.
    while (acknowledged.length < executions.length) await server.advance(20_000);
    expect(acknowledged).toEqual(['wait', 'nothing', 'echo']);
    const results = await agent.all('mcp:tool:result');
    expect(results.map(({ toolName }) => toolName)).toEqual(['wait', 'nothing', 'echo']);
  });

  test('a timeout ends an execution, and retries mend what fails for a while', async () => {
    const { execute } = await start();
    expect(await execute('wait', { ms: 600_000 }, { timeout: 30 })).toEqual({
      success: false,
      error: 'The tool took longer than 30 ms.',
      toolName: 'wait',
    });
    expect(await execute('wait', { ms: 0, failures: 2 }, { retries: 1 })).toMatchObject({ success: false });
    expect(await execute('wait', { ms: 0, failures: 2 }, { retries: 2 })).toMatchObject({ output: { attempt: 3 } });
    expect(await execute('wait', { ms: 0, failures: 6 }, { retries: 100 })).toMatchObject({ success: false });
  });

  test('a connection has so many at once, and what it asked for goes when it goes', async () => {
    const { agent, server } = await start();
    const crowd = await Agent.register(server, { agentId: 'first' });
    const outcomes: Promise<Record<string, unknown>>[] = [];
    for (let index = 0; index < 33; index++) {
      // Each agent of the connection has a rate limit of its own.
      if (index === 20) await crowd.emit('agent:register', { agentId: 'second', name: 's', channelId: 'lobby' });
      outcomes.push(crowd.emit('mcp:tool:execute', { toolName: 'wait', arguments: { ms: 20_000 } }));
    }
    expect(await outcomes[32]).toEqual({
      success: false,
      error: 'The payload is not valid: 32 tools run already on this connection',
      toolName: 'wait',
    });
    crowd.socket.disconnect();
    await Promise.allSettled(outcomes);
    expect(await agent.emit('mcp:tool:execute', { toolName: 'echo', arguments: {} })).toMatchObject({ success: true });
  });

  test('a hostile pattern keeps nobody waiting but its own', async () => {
    const { agent, execute, server } = await start();
    const slow = execute('text_search', endless);
    const other = await Agent.register(server, { agentId: 'bo' });
    expect(await other.emit('agent:status', { agentId: 'ada' })).toEqual({ success: true });
    expect(await slow).toMatchObject({ error: 'It took more than 1000 ms of computing time.' });
    expect(await agent.next('mcp:tool:result')).toMatchObject({ success: false });
  });

  test('a server that ends waits for the tool that computes', async () => {
    const { agent, execute, server } = await start(['--drain-ms', '60000']);
    const slow = execute('text_search', endless);
    await agent.emit('agent:status', { agentId: 'ada' });
    server.child.kill('SIGTERM');
    expect(await slow).toMatchObject({ error: 'It took more than 1000 ms of computing time.' });
    expect(await server.exited).toBe(0);
  });
});
