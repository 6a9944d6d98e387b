import { type JsonSchema, type Message, type Model, model } from '@agentwire/generated/model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cases } from '../src/cases.ts';
import { stampPlaceIn } from '../src/stamp-place.ts';
import { lanesOf, planTopics } from '../src/topics.ts';
import { offers, workloadOf } from '../src/workload.ts';

const text: JsonSchema = { type: 'string' };

/** Where a message of these properties carries its stamp. */
function placeIn(properties: Record<string, JsonSchema>, more: Partial<Message> = {}, given?: string) {
  const schemas = { Said: { type: 'object', properties } };
  const message = { id: 'Said', schema: 'Said', discriminant: { kind: 'said' }, ...more } as Message;
  return stampPlaceIn({ ...model, schemas } as Model, message, given);
}

describe('place of the stamp', () => {
  it('is what the document says', () => {
    expect(placeIn({ text }, {}, '/elsewhere')).toEqual({ pointer: '/elsewhere', basis: 'x-agentwire.bench.stamp' });
  });

  it('is else the first string that takes any text, near the top, and never the discriminator', () => {
    const body = { type: 'object', properties: { 'a/b': text } };
    expect(placeIn({ kind: text, body, text })).toEqual({ pointer: '/text', basis: 'first free string' });
    expect(placeIn({ kind: text, body })).toEqual({ pointer: '/body/a~1b', basis: 'first free string' });
    const taken = { a: { ...text, enum: ['x'] }, b: { ...text, format: 'uuid' }, c: { ...text, maxLength: 40 } };
    expect(placeIn({ ...taken, d: text })).toMatchObject({ pointer: '/d' });
  });

  it('is else the correlation id, where that is a string', () => {
    const id = { ...text, format: 'uuid' };
    expect(placeIn({ id }, { correlation: '/id' })).toEqual({ pointer: '/id', basis: 'correlation id' });
    expect(placeIn({ id: { type: 'integer' } }, { correlation: '/id' })).toEqual({ basis: 'order' });
  });

  it('is else none, and deliveries are matched by order', () => {
    expect(placeIn({ total: { type: 'integer' } })).toEqual({ basis: 'order' });
  });

  it('is looked for in schemas that lead back to themselves', () => {
    expect(placeIn({ reply: { $ref: '#/schemas/Said' } })).toEqual({ basis: 'order' });
  });
});

describe('what the document offers', () => {
  it('is in every profile what its channels allow', () => {
    const offered = model.profiles.map((profile) => [
      profile.id,
      cases
        .filter(({ need }) => offers(profile, need))
        .map(({ name }) => name)
        .join(' '),
    ]);
    expect(Object.fromEntries(offered)).toEqual({
      codex: 'fanout many slow stream roundtrip connect memory publish',
      mxf: 'fanout many slow roundtrip connect memory publish',
      cloud: 'fanout many slow roundtrip connect memory publish',
      autosdlc: 'fanout many topics slow roundtrip connect memory publish',
      devmentor: 'fanout many sse slow roundtrip connect memory publish',
    });
  });

  it('presents a credential by message where nothing before it can', () => {
    const { wire } = workloadOf(model, { profile: 'devmentor', need: 'barrier' });
    expect(wire.dialogue).toEqual([
      { say: expect.stringContaining(`"apiKey":"\${token}"`) },
      { hear: { type: 'welcome' } },
    ]);
  });

  it('opens Socket.IO before the first event, and gives each connection a name of its own', () => {
    const { wire, deliveries } = workloadOf(model, { profile: 'mxf', need: 'delivers' });
    expect(wire.dialogue.slice(0, 3)).toEqual([
      { hear: { packet: 'open' } },
      { say: '40' },
      { hear: { packet: 'connect' } },
    ]);
    expect(wire.dialogue[3]).toEqual({ say: expect.stringContaining(`bench-\${connection}`) });
    expect(deliveries?.publishText).toBe(`42["message:send",{"channelId":"bench","content":"\${stamp}"}]`);
  });

  it('fills the parameters of an address with their example', () => {
    expect(workloadOf(model, { profile: 'codex', need: 'delivers' }).address).toBe('/v1/projects/project-123/stream');
  });
});

describe('topics', () => {
  it('are told apart by names, and by patterns where there is a wildcard', () => {
    const plan = planTopics(16, '*');
    const matched = (pattern: string) => plan.topics.filter((_, lane) => (lanesOf(pattern, plan, '*') >>> lane) & 1);
    expect(matched('bench-05')).toEqual(['bench-05']);
    expect(matched('bench-0*')).toHaveLength(10);
    expect(matched('*1')).toEqual(['bench-01', 'bench-11']);
    expect(matched('b*2')).toEqual(['bench-02', 'bench-12']);
    expect(matched('*')).toHaveLength(16);
    expect(matched('nosuch*')).toEqual([]);
    expect(planTopics(3, undefined).patterns).toEqual(['bench-00', 'bench-01', 'bench-02']);
  });

  it('match as a regular expression of the pattern does', () => {
    const pattern = fc.array(fc.constantFrom('*', 'a', 'b'), { maxLength: 6 }).map((parts) => parts.join(''));
    const topic = fc.array(fc.constantFrom('a', 'b'), { maxLength: 5 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(pattern, topic, (given, name) => {
        const expected = new RegExp(`^${given.replaceAll('*', '.*')}$`).test(name);
        expect(lanesOf(given, { topics: [name], patterns: [] }, '*') === 1).toBe(expected);
      }),
      { numRuns: 3000 },
    );
  });
});
