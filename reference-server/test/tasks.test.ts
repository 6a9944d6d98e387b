import { pino } from 'pino';
import { beforeEach, describe, expect, test } from 'vitest';
import { Clock } from '../src/clock.ts';
import { DomainEventFeed, type DomainEvents } from '../src/services/domain-events.ts';
import { EmbeddedEngine } from '../src/services/generation/embedded.ts';
import type { Engine, Generation } from '../src/services/generation/engine.ts';
import type { Candidate } from '../src/services/tasks/assignment.ts';
import { type NewTask, Tasks } from '../src/services/tasks/tasks.ts';

const tenant = 'home';
const options = { limit: 100, signal: new AbortController().signal };
const candidate = (agentId: string, more: Partial<Candidate> = {}): Candidate => ({
  agentId,
  name: agentId,
  capabilities: [],
  isOnline: true,
  ...more,
});

let clock: Clock;
let told: DomainEvents['taskProgressed'][];
let tasks: Tasks;

function tasksWith(engine: Engine): Tasks {
  const events = new DomainEventFeed(pino({ enabled: false }));
  events.on('taskProgressed', (event, of) => {
    if (of === tenant) told.push(event);
  });
  return new Tasks({ clock, events, engine });
}

const create = (asked: Partial<NewTask> = {}, by = tasks, { limit, signal } = options) =>
  by.create(
    { tenant, channelId: 'c', name: 'n', description: 'd', requirements: [], candidates: [], ...asked },
    { limit, signal },
  );
const assignedTo = async (asked: Partial<NewTask>, by = tasks): Promise<string | null> =>
  (await create(asked, by)).assignedTo;

beforeEach(() => {
  clock = new Clock();
  told = [];
  tasks = tasksWith(new EmbeddedEngine({ tokensPerSecond: 0 }));
});

describe('a task is given', () => {
  const nina = candidate('nina', { capabilities: ['analysis', 'research'], role: 'scientist' });
  const otto = candidate('otto', { capabilities: ['research', 'writing', 'analysis'], role: 'writer' });
  const petra = candidate('petra', { capabilities: ['research'] });

  test.each<[string, Partial<NewTask>, string | null]>([
    ['by capability, to one who can do all of it', { requirements: ['research', 'writing'] }, 'otto'],
    ['by capability, to nobody who can do a part', { requirements: ['research', 'singing'] }, null],
    ['by capability where nothing is said', { strategy: undefined, requirements: ['writing'] }, 'otto'],
    ['by role, to one who has it', { strategy: 'role', requirements: ['writer', 'editor'] }, 'otto'],
    ['by role, to nobody who has another', { strategy: 'role', requirements: ['research'] }, null],
    ['by role, to anybody where none is asked for', { strategy: 'role' }, 'nina'],
    ['by workload, whatever it takes', { strategy: 'workload', requirements: ['singing'] }, 'nina'],
    ['by a model, to nobody who cannot do it', { strategy: 'llm', requirements: ['singing'] }, null],
    ['by a model, to the only one who can', { strategy: 'llm', requirements: ['writing'] }, 'otto'],
  ])('%s', async (_, asked, expected) => {
    expect(await assignedTo({ strategy: 'capability', candidates: [petra, otto, nina], ...asked })).toBe(expected);
  });

  test.each(['capability', 'workload', 'role', 'llm'] as const)('by %s, to nobody who is offline', async (strategy) => {
    expect(await assignedTo({ strategy, candidates: [candidate('a', { isOnline: false })] })).toBeNull();
    expect(await assignedTo({ strategy, candidates: [] })).toBeNull();
  });

  test('to the one with the fewest open tasks, then by name', async () => {
    const candidates = [candidate('2', { name: 'b' }), candidate('3', { name: 'a' }), candidate('1', { name: 'b' })];
    const order = [await assignedTo({ candidates }), await assignedTo({ candidates })];
    const third = await create({ candidates });
    expect([...order, third.assignedTo]).toEqual(['3', '1', '2']);
    tasks.complete({ tenant, taskId: third.id }, '2', { success: true });
    const fourth = await create({ candidates });
    expect(fourth.assignedTo).toBe('2');
    tasks.assign({ tenant, taskId: fourth.id }, '3');
    expect(await assignedTo({ candidates })).toBe('2');
    expect(await assignedTo({ tenant: 'away', candidates })).toBe('3');
  });

  test('to different ones when two come at once', async () => {
    const candidates = [candidate('a'), candidate('b')];
    expect(await Promise.all([assignedTo({ candidates }), assignedTo({ candidates })])).toEqual(['a', 'b']);
  });
});

describe('a model', () => {
  const candidates = ['a', 'b', 'c', 'd'].map((agentId) => candidate(agentId));
  const answering = (answer: string): Engine => ({
    active: 0,
    async *generate(): Generation {
      yield { kind: 'tool-call', tool: 'look', arguments: {}, thinking: '' };
      for (const text of answer) yield { kind: 'token', text };
      return { finishReason: 'stop', usage: { promptTokens: 0, completionTokens: 0 }, fileName: '' };
    },
  });

  test('chooses whom it names', async () => {
    expect(await assignedTo({ strategy: 'llm', candidates }, tasksWith(answering(' c\n')))).toBe('c');
  });

  test('chooses one, and always the same, when it answers with something else', async () => {
    const by = tasksWith(answering('Any of a and b'));
    const chosen = await assignedTo({ strategy: 'llm', candidates }, by);
    expect(candidates.map(({ agentId }) => agentId)).toContain(chosen);
    expect(await assignedTo({ strategy: 'llm', candidates: candidates.toReversed() }, by)).toBe(chosen);
  });

  test('decides by its answer: the embedded one chooses differently for different tasks', async () => {
    const names = Array.from({ length: 20 }, (_, index) => `Write report ${index}`);
    const choose = (name: string) => assignedTo({ strategy: 'llm', name, candidates }, tasksWith(engine));
    const engine = new EmbeddedEngine({ tokensPerSecond: 0 });
    const chosen = await Promise.all(names.map(choose));
    expect(new Set(chosen).size).toBeGreaterThan(1);
    expect(await Promise.all(names.map(choose))).toEqual(chosen);
  });

  test('that is not waited for makes no task', async () => {
    const stopping = new AbortController();
    const slow = tasksWith(new EmbeddedEngine({ tokensPerSecond: 0.01 }));
    const made = create({ strategy: 'llm', candidates }, slow, { limit: 1, signal: stopping.signal });
    stopping.abort();
    await expect(made).rejects.toThrow('abort');
    await create({}, slow, { ...options, limit: 1 });
  });
});

describe('a task goes on', () => {
  test('from pending to its result, and tells the platform', async () => {
    const { id: taskId, status } = await create({ name: 'Write it', candidates: [candidate('a')] });
    const key = { tenant, taskId };
    expect(status).toBe('pending');
    tasks.progress(key, 'a', { status: 'in_progress', percentage: 40 });
    tasks.progress(key, 'b', { status: 'in_progress' });
    tasks.complete(key, 'a', { success: true });
    const base = { taskId, agentId: 'a', name: 'Write it' };
    expect(told).toEqual([
      { ...base, status: 'in_progress', progress: 40 },
      { ...base, status: 'in_progress', progress: 40 },
      { ...base, status: 'completed', progress: 100 },
    ]);
    expect(tasks.find(key)).toMatchObject({ status: 'completed', percentage: 100, assignedTo: 'a' });
  });

  test('with whoever works on it, when nobody had it', async () => {
    const key = { tenant, taskId: (await create()).id };
    tasks.progress(key, 'b', { status: 'in_progress' });
    expect(tasks.find(key).assignedTo).toBe('b');
  });

  test('with whom it was given to by hand', async () => {
    const key = { tenant, taskId: (await create({ candidates: [candidate('a')] })).id };
    tasks.assign(key, 'b');
    expect(tasks.find(key).assignedTo).toBe('b');
  });

  test.each(['completed', 'failed'] as const)('to no progress and nobody else once it is %s', async (status) => {
    const key = { tenant, taskId: (await create()).id };
    tasks.progress(key, 'a', { status, percentage: 70 });
    expect(tasks.find(key).percentage).toBe(70);
    const refused = expect.objectContaining({ code: 'INVALID_REQUEST', details: expect.stringContaining(status) });
    expect(() => tasks.progress(key, 'a', { status: 'in_progress' })).toThrow(refused);
    expect(() => tasks.assign(key, 'b')).toThrow(refused);
    expect(told).toHaveLength(1);
  });

  test('to one result, which may come after its end', async () => {
    const key = { tenant, taskId: (await create()).id };
    tasks.progress(key, 'a', { status: 'completed' });
    tasks.complete(key, 'a', { success: false });
    expect(told.map(({ status }) => status)).toEqual(['completed', 'failed']);
    expect(() => tasks.complete(key, 'a', { success: true })).toThrow(
      expect.objectContaining({ code: 'INVALID_REQUEST' }),
    );
  });

  test('in its tenant alone', async () => {
    const { id: taskId } = await create();
    const missing = expect.objectContaining({ code: 'NOT_FOUND' });
    for (const key of [
      { tenant: 'away', taskId },
      { tenant, taskId: '__proto__' },
    ]) {
      expect(() => tasks.find(key)).toThrow(missing);
      expect(() => tasks.assign(key, 'a')).toThrow(missing);
      expect(() => tasks.progress(key, 'a', { status: 'pending' })).toThrow(missing);
      expect(() => tasks.complete(key, 'a', { success: true })).toThrow(missing);
    }
  });
});

describe('a tenant with as many tasks as it may have', () => {
  const full = { ...options, limit: 2 };
  const ids = async (...asked: Partial<NewTask>[]): Promise<string[]> => {
    const made: string[] = [];
    for (const one of asked) made.push((await create(one, tasks, full)).id);
    return made;
  };
  const isKept = (taskId: string | undefined): boolean => {
    try {
      return tasks.find({ tenant, taskId: taskId ?? '' }) !== undefined;
    } catch {
      return false;
    }
  };

  test('gets no further one while all are open, and other tenants do', async () => {
    await ids({}, {});
    await expect(create({}, tasks, full)).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
    await create({ tenant: 'away' }, tasks, full);
  });

  test('loses one that has ended for it', async () => {
    const [open, ended] = await ids({}, {});
    tasks.complete({ tenant, taskId: ended ?? '' }, 'a', { success: true });
    await ids({});
    expect([isKept(open), isKept(ended)]).toEqual([true, false]);
  });

  test('loses one whose deadline has passed, not one that has time', async () => {
    const inAnHour = new Date(clock.now() + 3_600_000).toISOString();
    const [vague, due] = await ids({ deadline: 'next Monday' }, { deadline: inAnHour });
    await expect(create({}, tasks, full)).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
    clock.advance(3_600_000);
    await ids({});
    expect([isKept(vague), isKept(due)]).toEqual([true, false]);
  });
});
