import type { Channel, JsonSchema, Message, Model, Profile } from '@agentwire/generated/model';
import { model } from '@agentwire/generated/model';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { derivedChecks } from '../src/derive/checks.ts';
import type { DerivedCheck } from '../src/derive/derived-check.ts';
import { unbreakable } from '../src/derive/mutations.ts';
import { places } from '../src/derive/places.ts';
import { reachOf } from '../src/derive/reach.ts';
import { at, isObject, same } from '../src/json.ts';
import { Judge } from '../src/judge.ts';
import { isPlayable, payloadPlace } from '../src/protocol.ts';

/** Places at which two values differ, as JSON pointers; a missing member differs at its own place. */
function differences(left: unknown, right: unknown, path = ''): string[] {
  if (same(left, right)) return [];
  if (isObject(left) && isObject(right)) {
    return [...new Set([...Object.keys(left), ...Object.keys(right)])].flatMap((key) =>
      differences(left[key], right[key], `${path}/${key}`),
    );
  }
  if (Array.isArray(left) && Array.isArray(right) && left.length === right.length) {
    return left.flatMap((item, index) => differences(item, right[index], `${path}/${index}`));
  }
  return [path];
}

const COMBINING = ['anyOf', 'oneOf', 'if'];

function demandSound(checks: readonly DerivedCheck[], judge: Judge): void {
  for (const check of checks) {
    if (!check.message) continue;
    const payloadOf = (text: string): unknown => at(JSON.parse(text), payloadPlace(check.channel));
    const value = payloadOf(check.text);
    const faults = judge.faults(check.message.schema, value);
    if (check.expectation === 'accepted') expect(faults, check.id).toEqual([]);
    else {
      expect(faults, check.id).not.toEqual([]);
      const twin = payloadOf(check.twin as string);
      const near = check.near === undefined ? twin : payloadOf(check.near);
      for (const right of [twin, near]) expect(judge.faults(check.message.schema, right), check.id).toEqual([]);
      const [place, ...others] = differences(near, value);
      expect(others, check.id).toEqual([]);
      const paths = [...new Set(faults.map(({ path }) => path))];
      expect(
        paths.some((path) => path === place || place?.startsWith(`${path}/`)),
        check.id,
      ).toBe(true);
      if (!faults.some(({ keyword }) => COMBINING.includes(keyword))) expect(paths, check.id).toHaveLength(1);
    }
  }
}

describe.each(model.profiles.filter((profile) => profile.channels.some(isPlayable)))(
  'derived checks of $id',
  (profile) => {
    const judge = new Judge(model);
    const checks = derivedChecks({ model, profile, judge });

    test('every positive is valid, every negative is wrong at one place only, and its twin is valid', () => {
      expect(checks.length).toBeGreaterThan(20);
      demandSound(checks, judge);
    });

    test('there is a way to break every keyword of the messages that clients send', () => {
      const walk = { schemas: model.schemas, judge };
      const sent = profile.channels
        .flatMap((channel) => channel.messages)
        .filter((message) => message.direction === 'client-to-server');
      const keywords = sent.flatMap((message) =>
        message.examples.flatMap(({ payload }) =>
          places({ $ref: `#/schemas/${message.schema}` }, payload, walk).flatMap((place) => unbreakable(place.schema)),
        ),
      );
      expect(keywords).toEqual([]);
    });

    test('nearly every keyword of what clients send is broken by a check', () => {
      const { places: all, reached, unreached } = reachOf({ model, profile, judge });
      expect(all).toBeGreaterThan(10);
      expect(reached / all, JSON.stringify(unreached)).toBeGreaterThanOrEqual(0.95);
    });

    test('ids are unique and every check names a requirement of the profile', () => {
      expect(new Set(checks.map((check) => check.id)).size).toBe(checks.length);
      const known = new Set(profile.requirements.map((requirement) => requirement.id));
      expect(checks.flatMap((check) => check.requirements).filter((id) => !known.has(id))).toEqual([]);
    });
  },
);

test('a tolerated alternative gives no negative and an ignored place none either', () => {
  const profile = model.profiles.find((candidate) => candidate.id === 'cloud') as Profile;
  const checks = derivedChecks({ model, profile, judge: new Judge(model) });
  const values = checks.filter((check) => check.expectation === 'refused').map((check) => check.text);
  expect(values.filter((text) => text.includes('"status"'))).toEqual([]);
  expect(checks.filter((check) => check.expectation === 'refused' && check.id.includes('timestamp'))).toEqual([]);
});

const leaf: fc.Arbitrary<JsonSchema> = fc.oneof(
  fc.record({
    type: fc.constant('string'),
    minLength: fc.integer({ min: 1, max: 4 }),
    maxLength: fc.integer({ min: 5, max: 9 }),
  }),
  fc.constant({ type: 'string', enum: ['one', 'two', 'three'] }),
  fc.constant({ type: 'string', format: 'date-time' }),
  fc.record({
    type: fc.constantFrom('integer', 'number'),
    minimum: fc.integer({ min: -5, max: 0 }),
    maximum: fc.integer({ min: 1, max: 9 }),
  }),
  fc.constant({ type: 'boolean' }),
);
const nested = (inner: fc.Arbitrary<JsonSchema>): fc.Arbitrary<JsonSchema> =>
  fc.oneof(
    leaf,
    fc.record({ type: fc.constant('array'), items: inner, minItems: fc.constant(1) }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c'), inner, { minKeys: 1 }).map((properties) => ({
      type: 'object',
      properties,
      required: Object.keys(properties),
    })),
    fc.tuple(leaf, leaf).map((anyOf) => ({ anyOf })),
  );
const schema = nested(nested(leaf));

test('for any schema, every negative is wrong at one place only', () => {
  fc.assert(
    fc.property(schema, (data) => {
      const schemas: Record<string, JsonSchema> = {
        Payload: {
          type: 'object',
          required: ['type', 'data'],
          properties: { type: { const: 'x' }, data: { ...(data as object) } },
        },
      };
      const judge = new Judge({ schemas });
      const message = {
        id: 'X',
        name: 'x',
        title: '',
        summary: '',
        direction: 'client-to-server',
        discriminant: { type: 'x' },
        schema: 'Payload',
        examples: [{ name: 'only', payload: { type: 'x', data: sample(data as Node) } }],
        replies: [],
        facts: {},
        source: 'x:1',
      } satisfies Message;
      const channel = {
        id: 'c',
        address: '/',
        title: '',
        description: '',
        parameters: [],
        messages: [message],
        source: 'c:1',
        facts: {
          transport: 'websocket',
          discriminator: ['type'],
          frames: 'text',
          refusal: 'X',
          barrier: { send: 'X', expect: 'X' },
          requirements: { invalid: 'p/i' },
        },
      } satisfies Channel;
      const profile = {
        id: 'p',
        title: '',
        summary: '',
        pathname: '',
        carriers: [],
        channels: [channel],
        requirements: [],
        scenarios: [],
      } satisfies Profile;
      const made = derivedChecks({ model: { schemas } as Model, profile, judge });
      expect(made.some((check) => check.message && check.expectation === 'refused')).toBe(true);
      demandSound(made, judge);
    }),
    { numRuns: 60 },
  );
});

interface Node {
  type?: string;
  anyOf?: Node[];
  enum?: unknown[];
  format?: string;
  minLength?: number;
  minimum?: number;
  items?: Node;
  properties?: Record<string, Node>;
}

/** A valid value of the generated schemas. */
function sample(node: Node): unknown {
  const { type, anyOf, format, minLength = 0, minimum, items = {}, properties = {} } = node;
  if (anyOf?.[0]) return sample(anyOf[0]);
  if (node.enum) return node.enum[0];
  if (format) return '2025-01-02T03:04:05.678Z';
  if (type === 'string') return 'y'.repeat(minLength);
  if (type === 'integer' || type === 'number') return minimum;
  if (type === 'boolean') return true;
  if (type === 'array') return [sample(items)];
  return Object.fromEntries(Object.entries(properties).map(([key, inner]) => [key, sample(inner)]));
}
