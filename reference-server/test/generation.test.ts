import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EmbeddedEngine } from '../src/services/generation/embedded.ts';
import type { GenerationRequest, Outcome, Part } from '../src/services/generation/engine.ts';
import { countTokens, tokensOf } from '../src/services/generation/tokens.ts';

const request: GenerationRequest = {
  prompt: 'Create a React component for user authentication',
  model: 'claude-3-opus',
  context: { framework: 'react', typescript: true, styling: 'tailwind' },
  constraints: {},
};
const running = new AbortController().signal;
const engine = (seed = 0) => new EmbeddedEngine({ tokensPerSecond: 0, seed });

async function collect(
  asked: GenerationRequest,
  by = engine(),
): Promise<{ parts: Part[]; text: string; outcome: Outcome }> {
  const generation = by.generate(asked, running);
  const parts: Part[] = [];
  for (;;) {
    const next = await generation.next();
    if (next.done) return { parts, text: textOf(parts), outcome: next.value };
    parts.push(next.value);
  }
}

const textOf = (parts: readonly Part[]): string =>
  parts.map((part) => (part.kind === 'token' ? part.text : '')).join('');
const toolsOf = (parts: readonly Part[]): string[] =>
  parts.flatMap((part) => (part.kind === 'tool-call' ? part.tool : []));

describe('tokens', () => {
  test('give the text when joined, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(tokensOf(text).join('')).toBe(text);
        expect(countTokens(text)).toBe(tokensOf(text).length);
      }),
    );
  });

  test('take a time in proportion to the text', () => {
    const startMs = performance.now();
    countTokens(' a-b\t'.repeat(200_000));
    expect(performance.now() - startMs).toBeLessThan(1000);
  });
});

describe('the embedded engine', () => {
  test('gives the same parts for the same request and seed', async () => {
    expect(await collect(request)).toEqual(await collect(request));
  });

  test('gives other parts for another seed, another prompt or another context', async () => {
    const texts = await Promise.all([
      collect(request),
      collect({ ...request, prompt: 'Create a React component for orders' }),
      collect({ ...request, context: { typescript: false } }),
    ]);
    expect(new Set(texts.map(({ text }) => text)).size).toBe(3);
    const seeds = await Promise.all(Array.from({ length: 20 }, (_, seed) => collect(request, engine(seed))));
    expect(new Set(seeds.map(({ text }) => text)).size).toBeGreaterThan(5);
  });

  test.each([
    ['Create a React component for a login', 'login.tsx', 'export function Login('],
    ['Write an endpoint for orders', 'orders.ts', 'Router()'],
    ['Design the database schema of invoices', 'invoices.sql', 'CREATE TABLE'],
    ['Write tests for the parser', 'parser.test.ts', `from 'vitest'`],
    ['Parse ISO 8601 durations', 'parse-iso-durations.ts', 'export function parseIsoDurations('],
    ['', 'result.ts', 'export function result('],
  ])('writes what %j asks for', async (prompt, fileName, piece) => {
    const { outcome, text } = await collect({ ...request, prompt, context: {} });
    expect(outcome.fileName).toBe(fileName);
    expect(text).toContain(piece);
  });

  test('counts the tokens that it was given and has yielded', async () => {
    const { parts, text, outcome } = await collect(request);
    const tokens = parts.filter(({ kind }) => kind === 'token');
    expect(outcome).toMatchObject({
      finishReason: 'stop',
      usage: {
        promptTokens: countTokens(request.prompt) + countTokens(JSON.stringify(request.context)),
        completionTokens: tokens.length,
      },
    });
    expect(tokens.length).toBe(tokensOf(text).length);
  });

  test('keeps to the constraints on length, and says so', async () => {
    const lines = await collect({ ...request, constraints: { maxLines: 5 } });
    expect(lines.text.split('\n')).toHaveLength(6);
    expect(lines.outcome.finishReason).toBe('length');
    const tokens = await collect({ ...request, constraints: { maxTokens: 7 } });
    expect(tokens.outcome).toMatchObject({ finishReason: 'length', usage: { completionTokens: 7 } });
    expect((await collect({ ...request, constraints: { maxLines: 0, maxTokens: 1e6 } })).outcome.finishReason).toBe(
      'stop',
    );
  });

  test('uses tools for what it has to look up, with a thought for each', async () => {
    const { parts } = await collect({
      ...request,
      prompt: 'Make src/api/auth.ts fit src/App.tsx',
      constraints: { maxLines: 99 },
    });
    expect(toolsOf(parts)).toEqual(['search_documentation', 'read_file', 'read_file', 'check_constraints']);
    for (const part of parts) if (part.kind === 'tool-call') expect(part.thinking).not.toBe('');
    expect(toolsOf((await collect({ ...request, prompt: 'Parse durations', context: {} })).parts)).toEqual([]);
    const listed = { ...request, context: { files: ['a.ts', { path: 'b.ts' }, null, 7] } };
    expect(toolsOf((await collect(listed)).parts)).toEqual(['read_file', 'read_file']);
  });

  test.each(['', 'llama', 'a-model-of-tomorrow'])('refuses the model %j at once', (model) => {
    expect(() => engine().generate({ ...request, model }, running)).toThrow(/no model/);
  });

  test('keeps the rate', async () => {
    const startMs = performance.now();
    await collect(
      { ...request, context: {}, constraints: { maxTokens: 40 } },
      new EmbeddedEngine({ tokensPerSecond: 200 }),
    );
    const tookMs = performance.now() - startMs;
    expect(tookMs).toBeGreaterThan(195);
    expect(tookMs).toBeLessThan(1000);
  });

  test('stops with its signal and leaves nothing behind', async () => {
    const timers = (): number => process.getActiveResourcesInfo().filter((type) => type === 'Timeout').length;
    const before = timers();
    const slow = new EmbeddedEngine({ tokensPerSecond: 0.01 });
    const stopping = new AbortController();
    const generations = Array.from({ length: 100 }, () => slow.generate(request, stopping.signal));
    const ends = generations.map((generation) => generation.next().catch((error) => error.name));
    expect(slow.active).toBe(100);
    expect(timers()).toBeGreaterThanOrEqual(before + 100);
    stopping.abort();
    expect(new Set(await Promise.all(ends))).toEqual(new Set(['AbortError']));
    expect(slow.active).toBe(0);
    expect(timers()).toBe(before);
  });

  test('is not active once its reader turns away', async () => {
    const one = engine();
    for await (const _ of one.generate(request, running)) break;
    expect(one.active).toBe(0);
  });

  test('takes a very large prompt in little time', async () => {
    const startMs = performance.now();
    await collect({ ...request, prompt: 'a-'.repeat(500_000), constraints: { maxTokens: 1 } });
    expect(performance.now() - startMs).toBeLessThan(2000);
  });
});
