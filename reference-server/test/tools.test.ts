import { afterAll, describe, expect, test, vi } from 'vitest';
import { Clock } from '../src/clock.ts';
import { type Execution, type Registration, type ToolBounds, Tools } from '../src/services/tools/tools.ts';

const bounds: ToolBounds = { tools: 100, toolBytes: 16_384, outputBytes: 100_000, timeoutMs: 60_000, retries: 3 };
const clock = new Clock();
const tools = new Tools({ clock });
afterAll(() => tools.close());
let tenants = 0;

/** A tenant of its own. */
function start() {
  const tenant = `t${tenants++}`;
  const register = (tool: Partial<Registration>, limits: Partial<ToolBounds> = {}, of = tenant) => {
    const whole = { name: 'mine', description: 'Mine.', inputSchema: {}, provider: 'ada', ...tool };
    return tools.register(of, whole, { ...bounds, ...limits });
  };
  const execute = (name: string, given: object = {}, more: Partial<Execution> = {}, of = tenant) =>
    tools.execute(of, { name, given, bounds, ...more });
  const list = (filter = {}, of = tenant) => tools.list(of, filter);
  const names = (filter = {}, of = tenant) => list(filter, of).map(({ name }) => name);
  return { tenant, register, execute, list, names, other: `other than ${tenant}` };
}

describe('the list', () => {
  test('has the tools of the tenant besides those built in, by category and provider', async () => {
    const { register, list, names, other } = start();
    await register({ name: 'abacus', category: 'math', inputSchema: { type: 'object', maxProperties: 3 } });
    await register({ name: 'zebra', provider: 'bo' });
    expect(names({ category: 'math' })).toEqual(['abacus', 'calculator']);
    expect(names({ provider: 'ada' })).toEqual(['abacus']);
    expect(names({ provider: 'builtin', category: 'math' })).toEqual(['calculator']);
    expect(names({ category: '' })).toEqual([]);
    expect(names()).toEqual([...names()].sort());
    expect(list({ provider: 'ada' })).toEqual([
      {
        name: 'abacus',
        description: 'Mine.',
        inputSchema: { type: 'object', maxProperties: 3 },
        category: 'math',
        provider: 'ada',
      },
    ]);
    expect(names({ provider: 'ada' }, other)).toEqual([]);
  });
});

describe('a tool that was registered', () => {
  test('is run by its handler, behind both schemas, for its tenant alone', async () => {
    const { register, execute, other } = start();
    const inputSchema = { properties: { numbers: { maxItems: 2 } } };
    await register({ name: 'add', handler: 'calculator', inputSchema });
    expect(await execute('add', { numbers: [1, 2] })).toEqual({ success: true, output: 3 });
    await expect(execute('add', { numbers: [1, 2, 3] })).rejects.toThrow('arguments/numbers must NOT have more than 2');
    await expect(execute('add', { numbers: ['1'] })).rejects.toThrow('arguments/numbers/0 must be number');
    await expect(execute('add', {}, {}, other)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('without handler is run by its namesake, and where there is none says so', async () => {
    const { register, execute, names, other } = start();
    await register({ name: 'calculator', inputSchema: { required: ['expression'] } });
    await register({ name: 'mine', inputSchema: { required: ['a'] } });
    expect(await execute('calculator', { expression: '1 + 1' })).toEqual({ success: true, output: 2 });
    await expect(execute('calculator', { numbers: [1] })).rejects.toThrow("required property 'expression'");
    expect(await execute('calculator', { numbers: [1] }, {}, other)).toEqual({ success: true, output: 1 });
    expect(names({ provider: 'builtin' })).not.toContain('calculator');
    expect(await execute('mine', { a: 1 })).toEqual({
      success: false,
      error: 'Nothing on this server runs this tool.',
    });
    await expect(execute('mine')).rejects.toThrow("required property 'a'");
  });

  test('is replaced by the next one of its name', async () => {
    const { register, execute, list, names } = start();
    await register({ handler: 'echo' });
    await register({ handler: 'uuid', description: 'Other.' }, { tools: 1 });
    expect(await execute('mine')).toMatchObject({ output: [expect.any(String)] });
    expect(names({ provider: 'ada' })).toEqual(['mine']);
    expect(list({ provider: 'ada' })[0]?.description).toBe('Other.');
  });

  test('may be called anything', async () => {
    const { register, execute, names } = start();
    for (const name of ['__proto__', 'constructor', '', '\0', '\ud800']) {
      await expect(execute(name)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await register({ name, handler: 'echo' });
      expect(names()).toContain(name);
      expect(await execute(name, { a: 1 })).toEqual({ success: true, output: { a: 1 } });
    }
  });

  test('is bounded in number and size', async () => {
    const { register, names, other } = start();
    await register({ name: 'one' }, { tools: 2 });
    await register({ name: 'two' }, { tools: 2 });
    await expect(register({ name: 'three' }, { tools: 2 })).rejects.toThrow(
      'LIMIT_EXCEEDED: at most 2 tools can be registered',
    );
    await register({ name: 'three' }, { tools: 2 }, other);
    // {"name":"mine","description":"","inputSchema":{},"provider":"ada"}
    const whole = { description: '', inputSchema: {} };
    await expect(register(whole, { toolBytes: 65 })).rejects.toThrow('LIMIT_EXCEEDED: a tool has at most 65 bytes');
    await register(whole, { toolBytes: 66 });
    expect(names({ provider: 'ada' })).toEqual(['mine', 'one', 'two']);
  });

  test('that another one overtakes while it is judged keeps the bound', async () => {
    const { register, names } = start();
    const outcomes = await Promise.allSettled(['a', 'b', 'c'].map((name) => register({ name }, { tools: 2 })));
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    expect(names({ provider: 'ada' })).toEqual(['a', 'b']);
  });

  test('needs a handler that exists, if any', async () => {
    const { register } = start();
    await expect(register({ handler: 'shell' })).rejects.toThrow('NOT_FOUND: there is no handler shell');
  });
});

describe('a schema', () => {
  test.each<[string, Record<string, unknown>, string | undefined]>([
    ['of 2020-12', { prefixItems: [{}] }, undefined],
    ['of draft-07', { $schema: 'http://json-schema.org/draft-07/schema#', items: [{}], definitions: {} }, undefined],
    ['with unknown keywords and formats', { format: 'name', 'x-note': 1, examples: [1] }, undefined],
    ['that refers to itself', { properties: { next: { $ref: '#' } } }, undefined],
    ['with the id of a meta-schema', { $id: 'https://json-schema.org/draft/2020-12/schema' }, undefined],
    ['of another dialect', { $schema: 'http://json-schema.org/draft-04/schema#' }, 'the dialect is not known'],
    ['with a keyword misused', { type: 'strin' }, 'schema/type must be equal to one of the allowed values'],
    ['with a keyword misused deep inside', { allOf: [{ not: { minLength: -1 } }] }, 'schema/allOf/0/not/minLength'],
    ['with a bad pattern', { pattern: '(' }, 'Unterminated group'],
    ['that refers elsewhere', { $ref: 'http://localhost/x.json' }, "can't resolve reference http://localhost/x.json"],
    ['that refers to a file', { $ref: 'file:///etc/passwd' }, "can't resolve reference file:///etc/passwd"],
    ['that refers to nothing', { $ref: '#/x' }, "can't resolve reference #/x"],
    ['that calls itself asynchronous', { $async: true }, '$async'],
    [
      'with data as keyword',
      { const: { $data: '/a' }, minLength: { $data: '/a' } },
      'schema/minLength must be integer',
    ],
  ])('%s', async (_, inputSchema, reason) => {
    const { register, names } = start();
    const registered = register({ inputSchema });
    if (reason === undefined) await registered;
    else
      await expect(registered).rejects.toMatchObject({
        code: 'INVALID_REQUEST',
        details: expect.stringContaining(reason),
      });
    expect(names({ provider: 'ada' })).toEqual(reason === undefined ? ['mine'] : []);
  });

  test('is enforced, and knows own members from inherited ones', async () => {
    const { register, execute } = start();
    await register({
      handler: 'echo',
      inputSchema: { required: ['toString'], additionalProperties: { type: 'number' } },
    });
    await expect(execute('mine')).rejects.toThrow("arguments must have required property 'toString'");
    await expect(execute('mine', { toString: 1, a: 'x' })).rejects.toThrow('arguments/a must be number');
    expect(await execute('mine', { toString: 1 })).toEqual({ success: true, output: { toString: 1 } });
  });

  test.each([
    ['2020-12 where it names no dialect', { prefixItems: [{ type: 'string' }] }],
    ['draft-07 where it does', { $schema: 'http://json-schema.org/draft-07/schema#', items: [{ type: 'string' }] }],
  ])('is of %s', async (_, list) => {
    const { register, execute } = start();
    const { $schema, ...keywords } = list as Record<string, unknown>;
    const inputSchema = { ...($schema !== undefined && { $schema }), properties: { list: keywords } };
    await register({ handler: 'echo', inputSchema });
    await expect(execute('mine', { list: [1] })).rejects.toThrow('arguments/list/0 must be string');
  });

  test('with an id is of no concern to another with the same one', async () => {
    const { register, execute } = start();
    for (const required of ['a', 'b']) {
      await register({
        name: required,
        handler: 'echo',
        inputSchema: { $id: 'https://x.example/s', required: [required] },
      });
    }
    await expect(execute('a')).rejects.toThrow("'a'");
    await expect(execute('b')).rejects.toThrow("'b'");
  });
});

describe('what a client may do to harm', () => {
  const doubling = Object.fromEntries(
    Array.from({ length: 50 }, (_, index) => {
      const next = { $ref: `#/$defs/d${index + 1}` };
      return [`d${index}`, { allOf: [next, next] }];
    }),
  );
  const handler = 'echo';
  const late = 'It took more than 1000 ms of computing time.';

  test.each<[string, { schema?: Record<string, unknown>; given: object; name?: string; error: string }]>([
    [
      'a pattern that backtracks',
      {
        schema: { properties: { a: { pattern: '^(a+)+$' } } },
        given: { a: `${'a'.repeat(40)}!` },
        error: late,
      },
    ],
    [
      'references that double',
      { schema: { $defs: { ...doubling, d50: {} }, $ref: '#/$defs/d0' }, given: {}, error: late },
    ],
    ['a reference to itself', { schema: { $ref: '#' }, given: {}, error: 'It is nested too deep.' }],
    [
      'a search that backtracks',
      {
        name: 'text_search',
        given: { text: `${'a'.repeat(40)}!`, pattern: '(a+)+$', isRegularExpression: true },
        error: late,
      },
    ],
    [
      'a query that never ends',
      {
        name: 'json_query',
        given: {
          document: Array.from({ length: 5000 }, () => 0),
          path: `$[?${Array(20).fill('count($..*) > 1').join('&&')}]`,
        },
        error: late,
      },
    ],
    [
      'a query that takes all memory',
      {
        name: 'json_query',
        given: { document: Array(5000).fill(0), path: `$[${Array(450).fill('*').join()}]` },
        // Whichever comes to its end first, on this machine: the memory or the time.
        error: expect.toBeOneOf(['It was stopped.', late]),
      },
    ],
    [
      'a query whose output is far larger than its input',
      {
        name: 'json_query',
        given: { document: ['x'.repeat(900_000)], path: `$[${Array(450).fill(0).join()}]` },
        error: 'The output has more than 100000 bytes.',
      },
    ],
  ])('%s ends, and the next call is served', async (_, { schema, given, name = 'mine', error }) => {
    const { register, execute } = start();
    if (schema) await register({ inputSchema: schema, handler });
    expect(await execute(name, given)).toEqual({ success: false, error });
    expect(await execute('calculator', { numbers: [1, 2] })).toEqual({ success: true, output: 3 });
  });

  test('does not hold up another tenant', async () => {
    const { execute, other } = start();
    // Both processes run by then.
    await Promise.all([execute('echo'), execute('echo', {}, {}, other)]);
    const order: string[] = [];
    const endless = { text: `${'a'.repeat(40)}!`, pattern: '(a+)+$', isRegularExpression: true };
    const hostile = Array.from({ length: 2 }, () => execute('text_search', endless).then(() => order.push('hostile')));
    await execute('echo', {}, {}, other).then(() => order.push('other'));
    await Promise.all(hostile);
    expect(order).toEqual(['other', 'hostile', 'hostile']);
  });

  test('is bounded in calls at once, and a call that was too many leaves no trace', async () => {
    const { execute } = start();
    const calls = Array.from({ length: 65 }, () => execute('echo'));
    const outcomes = await Promise.allSettled(calls);
    expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([
      { status: 'rejected', reason: expect.objectContaining({ code: 'LIMIT_EXCEEDED' }) },
    ]);
    expect(await execute('echo')).toEqual({ success: true, output: {} });
  });
});

describe('an execution', () => {
  /** Starts a tool that waits so long, and is back when it does. */
  const startWaiting = async (ms: number, more: Partial<Execution> = {}) => {
    const after = vi.spyOn(clock, 'after');
    const result = start().execute('wait', { ms }, more);
    await vi.waitFor(() => expect(after).toHaveBeenCalledWith(ms, expect.any(Function)));
    after.mockRestore();
    return { result };
  };
  const timedOut = (ms: number) => ({ success: false, error: `The tool took longer than ${ms} ms.` });

  test('that takes too long is a failure, by the clock', async () => {
    const slow = await startWaiting(6000, { timeoutMs: 5000 });
    const quick = await startWaiting(4000, { timeoutMs: 5000 });
    clock.advance(5000);
    expect(await slow.result).toEqual(timedOut(5000));
    expect(await quick.result).toEqual({ success: true, output: { waitedMs: 4000, attempt: 1 } });
  });

  test('has no more time than the bounds give, and no time at all below zero', async () => {
    const unasked = await startWaiting(500_000);
    const asked = await startWaiting(600_000, { timeoutMs: 600_000 });
    clock.advance(60_000);
    expect(await unasked.result).toEqual(timedOut(60_000));
    expect(await asked.result).toEqual(timedOut(60_000));
    expect(await start().execute('wait', { ms: 1 }, { timeoutMs: -1 })).toEqual(timedOut(0));
  });

  test('that waits lets others of its tenant go on', async () => {
    const { execute } = start();
    const after = vi.spyOn(clock, 'after');
    const slow = execute('wait', { ms: 1234 });
    await vi.waitFor(() => expect(after).toHaveBeenCalledWith(1234, expect.any(Function)));
    after.mockRestore();
    expect(await execute('echo')).toMatchObject({ success: true });
    clock.advance(1234);
    expect(await slow).toMatchObject({ success: true });
  });

  test.each([
    [undefined, 1, false],
    [0, 1, false],
    [1, 1, true],
    [1.9, 2, false],
    [3, 3, true],
    [9, 4, false],
    [-1, 1, false],
  ])('tried again %s times mends %s failures: %s', async (retries, failures, success) => {
    const { execute } = start();
    expect(await execute('wait', { ms: 0, failures }, { retries })).toMatchObject({ success });
  });

  test('is tried again for a failure only', async () => {
    const { execute } = start();
    await expect(execute('nothing', {}, { retries: 3 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(execute('wait', {}, { retries: 3 })).rejects.toMatchObject({ code: 'INVALID_REQUEST' });
    expect(await execute('wait', { ms: 0 }, { retries: 3 })).toMatchObject({ output: { attempt: 1 } });
  });

  test('has an output that is bounded', async () => {
    const { execute } = start();
    const small = { ...bounds, outputBytes: 12 };
    expect(await execute('echo', { a: 'ä12' }, { bounds: small })).toEqual({ success: true, output: { a: 'ä12' } });
    expect(await execute('echo', { a: 'ä123' }, { bounds: small })).toEqual({
      success: false,
      error: 'The output has more than 12 bytes.',
    });
  });

  test.each([[Array(1000).fill(0)], [[...'abc'.repeat(100)]], [{ ['k'.repeat(50)]: '' }], [[]]])(
    'has an output of just as many bytes as are allowed: %j',
    async (value) => {
      const { execute } = start();
      const outputBytes = JSON.stringify({ value }).length;
      expect(await execute('echo', { value }, { bounds: { ...bounds, outputBytes } })).toMatchObject({ success: true });
      const less = { ...bounds, outputBytes: outputBytes - 1 };
      expect(await execute('echo', { value }, { bounds: less })).toMatchObject({ success: false });
    },
  );

  test('fails when the server stops', async () => {
    const stopping = new Tools({ clock });
    const given = { text: `${'a'.repeat(40)}!`, pattern: '(a+)+$', isRegularExpression: true };
    const call = { name: 'text_search', given, bounds };
    await stopping.execute('t', { ...call, name: 'echo' });
    const running = stopping.execute('t', call);
    const waiting = stopping.execute('t', call);
    // The running one has been handed to the process by then.
    await new Promise((resolve) => setImmediate(resolve));
    await stopping.close();
    for (const result of [running, waiting, stopping.execute('t', call)]) {
      expect(await result).toEqual({ success: false, error: 'It was stopped.' });
    }
  });
});
