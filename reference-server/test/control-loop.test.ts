import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Clock, type Timer } from '../src/clock.ts';
import type { Listener, LoopEvent } from '../src/services/control-loop/control-loop.ts';
import { ControlLoops, type GivenObservation, type NewLoop } from '../src/services/control-loop/control-loops.ts';
import { EmbeddedEngine } from '../src/services/generation/embedded.ts';
import { type Engine, GenerationError, type GenerationRequest } from '../src/services/generation/engine.ts';

const tenant = 'home';
const agentId = 'alice';
const limit = 3;
const log = pino({ enabled: false });
const observation: GivenObservation = { type: 'temperature', source: 'sensor', data: { celsius: 21 } };

let clock: Clock;
let events: LoopEvent[];
let leaving: AbortController;
let loops: ControlLoops;
/** Called behind each event. */
let watch: () => void;

const listenerUntil = ({ signal: ended }: AbortController): Listener => ({
  report(event) {
    events.push(event);
    watch();
  },
  ended,
});
const loopsOn = (engine: Engine): ControlLoops => new ControlLoops({ engine, clock, log });
const init = (asked: Partial<NewLoop> = {}, by = loops) =>
  by.init(
    {
      tenant,
      agentId,
      wishes: { models: {} },
      listener: listenerUntil(leaving),
      ...asked,
    },
    { loops: limit, nameLength: 256 },
  );
const observe = (id: string, given: Partial<GivenObservation> = {}, by = loops) =>
  by.observe({ tenant, id }, { ...observation, ...given }, { limit, listener: listenerUntil(leaving) });
const refusal = (code: string, details?: string) =>
  expect.objectContaining({ code, ...(details && { details: expect.stringContaining(details) }) });
const kinds = () => events.map(({ kind }) => kind);
const cycles = () => kinds().filter((kind) => kind === 'reflected').length;

/** Settles once so many cycles have ended. */
function ended(count: number): Promise<void> {
  return new Promise((resolve) => {
    watch = () => {
      if (cycles() === count) resolve();
    };
    watch();
  });
}

/** Behind everything that needs no time to pass. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 1000; turn++) await new Promise(setImmediate);
}

beforeEach(() => {
  clock = new Clock();
  events = [];
  leaving = new AbortController();
  watch = () => {};
  loops = loopsOn(new EmbeddedEngine({ tokensPerSecond: 0 }));
});

afterEach(() => leaving.abort());

describe('a cycle', () => {
  test('goes from the observation over a plan to what was learnt', async () => {
    observe(init().id);
    await ended(1);
    const planned = events.find((event) => event.kind === 'planned');
    expect(planned?.actions.length).toBeGreaterThan(1);
    expect(kinds()).toEqual([
      'observed',
      'reasoned',
      'planned',
      ...(planned?.actions ?? []).map(() => 'progressed'),
      'reflected',
    ]);
    const done = events.flatMap((event) => (event.kind === 'progressed' ? event.isDone : []));
    expect(done).toEqual([...done.slice(1).map(() => false), true]);
    expect(events[0]).toMatchObject({ analysis: expect.stringContaining('temperature') });
    for (const event of events) expect(Object.values(event)).not.toContain('');
  });

  test('is the same for the same observation, and another for another', async () => {
    const { id } = init();
    observe(id);
    observe(id);
    observe(id, { data: { celsius: 99 } });
    await ended(3);
    const third = events.length / 3;
    expect(events.slice(third, 2 * third)).toEqual(events.slice(0, third));
    expect(events.slice(2 * third)).not.toEqual(events.slice(0, third));
  });

  test('asks the model of each step, with what was found before', async () => {
    const requests: GenerationRequest[] = [];
    const engine = new EmbeddedEngine({ tokensPerSecond: 0 });
    const by = loopsOn({
      active: 0,
      generate(request, signal) {
        if (request.prompt !== '') requests.push(structuredClone(request));
        return engine.generate(request, signal);
      },
    });
    const models = { observation: 'gpt-1', reasoning: 'gpt-2', planning: 'gpt-3', reflection: 'gpt-4' };
    const { id, settings } = init({ wishes: { models } }, by);
    expect(settings.models).toEqual(models);
    observe(id, {}, by);
    await ended(1);
    expect(requests.map(({ model }) => model)).toEqual(Object.values(models));
    const found = requests.map(({ context }) => Object.keys(context.found as object).length);
    expect(found).toEqual([0, 1, 2, 3]);
  });

  test.each<[string, string, object]>([
    ['a sentence and a list', 'So.\n- a\n- b', { plan: 'So.', actions: ['a', 'b'] }],
    ['a sentence alone', 'Just do it.\n', { plan: 'Just do it.', actions: ['Just do it.'] }],
    ['a list alone', '- a', { plan: 'a', actions: ['a'] }],
    ['a very long list', '- a\n'.repeat(12), { plan: 'a', actions: Array(10).fill('a') }],
    ['nothing', '', { plan: 'Nothing.', actions: ['Nothing.'] }],
  ])('takes %s from a model', async (_, text, { plan, actions }: { plan?: string; actions?: string[] }) => {
    const by = loopsOn(writing(async () => text));
    observe(init({}, by).id, {}, by);
    await ended(1);
    const listed = actions?.map((description, index) => ({ step: index + 1, description }));
    expect(events[2]).toEqual({ kind: 'planned', plan, actions: listed });
  });

  test('that fails says so, and the next one runs', async () => {
    let isBroken = true;
    const by = loopsOn(
      writing(async () => {
        if (isBroken) throw new GenerationError('gone');
        return 'So.';
      }),
    );
    const { id } = init({}, by);
    observe(id, {}, by);
    await settled();
    expect(kinds()).toEqual(['failed']);
    isBroken = false;
    observe(id, {}, by);
    await ended(1);
  });

  test('reads the beginning of a large observation', async () => {
    const prompts: string[] = [];
    const by = loopsOn(
      writing(async ({ prompt }) => {
        prompts.push(prompt);
        return 'So.';
      }),
    );
    const long = 'x'.repeat(100_000);
    observe(init({}, by).id, { type: long, source: long, data: [long] }, by);
    await ended(1);
    for (const prompt of prompts) expect(prompt.length).toBeLessThan(3000);
  });
});

describe('a loop', () => {
  test('runs one cycle at a time, in the order of the observations', async () => {
    let running = 0;
    const seen: string[] = [];
    const by = loopsOn(
      writing(async ({ prompt, context }) => {
        if (Object.keys(context.found as object).length === 0) seen.push(prompt.slice(0, 1));
        expect(++running).toBe(1);
        await new Promise(setImmediate);
        running--;
        return 'So.';
      }),
    );
    const { id } = init({}, by);
    for (const type of ['a', 'b', 'c']) observe(id, { type }, by);
    await ended(3);
    expect(seen).toEqual(['a', 'b', 'c']);
    expect(kinds()).not.toContain('failed');
  });

  test('waits for its interval between the beginnings of two cycles', async () => {
    // Four steps, 40 seconds a cycle.
    const by = loopsOn(
      writing(async () => {
        clock.advance(10_000);
        return 'So.';
      }),
    );
    const { id } = init({ wishes: { models: {}, cycleIntervalMs: 60_000 } }, by);
    observe(id, {}, by);
    observe(id, {}, by);
    await settled();
    expect(cycles()).toBe(1);
    clock.advance(15_000);
    await settled();
    expect(cycles()).toBe(1);
    clock.advance(5_000);
    await settled();
    expect(cycles()).toBe(2);
    observe(id, {}, by);
    await settled();
    expect(cycles()).toBe(2);
    clock.advance(20_000);
    await settled();
    expect(cycles()).toBe(3);
    clock.advance(60_000);
    observe(id, {}, by);
    await settled();
    expect(cycles()).toBe(4);
  });

  test('ends with its last cycle, those that wait counted', async () => {
    const { id, settings } = init({ wishes: { models: {}, maxCycles: 2.9 } });
    expect(settings.maxCycles).toBe(2);
    observe(id);
    observe(id);
    expect(() => observe(id)).toThrow(refusal('INVALID_REQUEST', '2 cycles'));
    await ended(2);
    expect(() => observe(id)).toThrow(refusal('INVALID_REQUEST'));
  });

  test.each([-1, 0, 0.5, undefined])('has no end with maxCycles %s', (maxCycles) => {
    expect(init({ wishes: { models: {}, maxCycles } }).settings.maxCycles).toBeUndefined();
  });

  test('lets so many observations wait and no more', () => {
    const { id } = init();
    for (let count = 0; count <= limit; count++) observe(id);
    expect(() => observe(id)).toThrow(refusal('LIMIT_EXCEEDED', '3'));
  });

  test('uses a model of its own in place of one that there is none of, and says so', async () => {
    const { id, settings } = init({
      wishes: { models: { planning: 'no-such-model', reasoning: `gpt-${'x'.repeat(1000)}` }, cycleIntervalMs: -5 },
    });
    expect(new Set(Object.values(settings.models))).toEqual(new Set(['claude-3-opus']));
    expect(settings.cycleIntervalMs).toBe(0);
    observe(id);
    await ended(1);
  });

  test('stops in the middle when its agent goes away', async () => {
    const { id } = init();
    watch = () => leaving.abort();
    observe(id);
    observe(id);
    await settled();
    expect(kinds()).toEqual(['observed']);
    expect(() => observe(id)).toThrow(refusal('NOT_FOUND'));
    const { id: late } = init();
    expect(() => observe(late)).toThrow(refusal('NOT_FOUND'));
  });

  test('leaves no timer behind, in a cycle or between two', async () => {
    const timers = vi.spyOn(clock, 'after');
    const wishes = { models: {}, cycleIntervalMs: 60_000 };
    observe(init({ wishes }).id);
    await settled();
    const [pause] = timers.mock.results.map(({ value }) => vi.spyOn(value as Timer, 'cancel'));
    leaving.abort();
    expect(pause).toHaveBeenCalledOnce();
    leaving = new AbortController();
    watch = () => leaving.abort();
    observe(init({ wishes }).id);
    await settled();
    expect(timers).toHaveBeenCalledOnce();
  });

  test('goes where its agent goes, and ends with it there', async () => {
    const { id } = init();
    const before = leaving;
    observe(id);
    const moved: [string, string][] = [];
    leaving = new AbortController();
    const listener = {
      report: ({ kind }: LoopEvent, of: string) => void moved.push([kind, of]),
      ended: leaving.signal,
    };
    loops.observe({ tenant, id }, observation, { limit, listener });
    before.abort();
    await settled();
    expect(kinds()).toEqual([]);
    expect(moved.filter(([kind, of]) => kind === 'reflected' && of === id)).toHaveLength(2);
    leaving.abort();
    leaving = new AbortController();
    expect(() => observe(id)).toThrow(refusal('NOT_FOUND'));
  });

  test('says nothing more once its agent has gone, between two actions as well', async () => {
    const { id } = init();
    watch = () => {
      if (kinds().includes('progressed')) leaving.abort();
    };
    observe(id);
    await settled();
    expect(kinds()).toEqual(['observed', 'reasoned', 'planned', 'progressed']);
  });
});

describe('an id', () => {
  test('is new for every loop, or the one that the agent chose', () => {
    expect(init().id).not.toBe(init().id);
    expect(init({ id: 'mine' }).id).toBe('mine');
  });

  test('may be chosen again by its agent, whose loop begins anew', async () => {
    init({ id: 'mine', wishes: { models: {}, maxCycles: 1 } });
    observe('mine');
    const back = new AbortController();
    init({ id: 'mine', listener: listenerUntil(back) });
    await settled();
    leaving.abort();
    leaving = back;
    expect(kinds()).toEqual([]);
    observe('mine');
    await ended(1);
    back.abort();
    leaving = new AbortController();
    expect(() => observe('mine')).toThrow(refusal('NOT_FOUND'));
  });

  test('is its agent’s, and of its tenant', () => {
    init({ id: 'mine' });
    expect(() => init({ id: 'mine', agentId: 'bob' })).toThrow(refusal('FORBIDDEN'));
    expect(loops.find({ tenant, id: 'mine' }).agentId).toBe(agentId);
    expect(() => loops.find({ tenant: 'away', id: 'mine' })).toThrow(refusal('NOT_FOUND'));
    init({ id: 'mine', tenant: 'away', agentId: 'bob' });
    observe('mine');
  });

  test('is known or refused, whatever it is', () => {
    expect(() => observe('__proto__')).toThrow(refusal('NOT_FOUND'));
    init({ id: '__proto__' });
    observe('__proto__');
    expect(() => init({ id: 'x'.repeat(257) })).toThrow(refusal('INVALID_REQUEST', '256'));
  });

  test('is one of so many of a tenant', () => {
    for (const id of ['a', 'b', 'c']) init({ id });
    expect(() => init()).toThrow(refusal('LIMIT_EXCEEDED', '3'));
    init({ id: 'a' });
    init({ tenant: 'away' });
    leaving.abort();
    leaving = new AbortController();
    init();
  });
});

/** An engine whose answer is one token. */
function writing(answer: (request: GenerationRequest) => Promise<string>): Engine {
  return {
    active: 0,
    async *generate(request, signal) {
      signal.throwIfAborted();
      yield { kind: 'token', text: await answer(request) };
      return { finishReason: 'stop', usage: { promptTokens: 0, completionTokens: 1 }, fileName: '' };
    },
  };
}
