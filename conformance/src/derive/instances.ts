import type { JsonSchema, Message } from '@agentwire/generated/model';
import { at, isObject, pointerPart, replaced } from '../json.ts';
import { marks, places, resolved, type WalkOptions } from './places.ts';

export interface Instance {
  /** Name of the example, or what was added to it. */
  name: string;
  value: unknown;
}

/** Values to try for a member that no example has, the likeliest first. */
export function guesses(schema: JsonSchema, options: WalkOptions): unknown[] {
  const here = resolved(schema, options.schemas);
  if (!here) return [];
  const listed = [here.const, here.default, ...list(here.examples), ...list(here.enum)].filter(
    (value) => value !== undefined,
  );
  const alternatives = [...list(here.anyOf), ...list(here.oneOf), ...list(here.allOf)] as JsonSchema[];
  const inner = alternatives.flatMap((alternative) => guesses(alternative, options));
  return [...listed, ...inner, ...byType(here, options)];
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

const FORMATS: Record<string, string> = {
  'date-time': '2025-01-02T03:04:05.678Z',
  uuid: '9b2f1c1e-6c5c-4f0e-8f5e-0d6d0c7f8a11',
  uri: 'https://example.com/',
  email: 'someone@example.com',
};

function byType(schema: Record<string, unknown>, options: WalkOptions): unknown[] {
  const minimum = Number(schema.minimum ?? schema.exclusiveMinimum ?? 0);
  const samples: Record<string, () => unknown[]> = {
    string: () => [FORMATS[String(schema.format)] ?? 'x'.repeat(Math.max(1, Number(schema.minLength ?? 1)))],
    integer: () => [minimum, minimum + 1],
    number: () => [minimum, minimum + 1],
    boolean: () => [true, false],
    array: () => {
      const [item] = schema.items === undefined ? [] : guesses(schema.items as JsonSchema, options);
      return item === undefined ? [[]] : [[item], []];
    },
    object: () => [objectOf(schema, options)],
    null: () => [null],
  };
  return (Array.isArray(schema.type) ? schema.type : [schema.type]).flatMap((type) => samples[String(type)]?.() ?? []);
}

function objectOf(schema: Record<string, unknown>, options: WalkOptions): unknown {
  const properties = isObject(schema.properties) ? schema.properties : {};
  return Object.fromEntries(
    list(schema.required).flatMap((key) => {
      const [value] = guesses((properties[String(key)] ?? {}) as JsonSchema, options);
      return value === undefined ? [] : [[String(key), value]];
    }),
  );
}

/**
 * Valid instances of a message: its examples, and each example once more with every optional member
 * that a valid value could be found for. Names that only the server knows are left out.
 */
export function instances(message: Message, options: WalkOptions): Instance[] {
  const valid = (value: unknown): boolean => options.judge.faults(message.schema, value).length === 0;
  const { known = [] } = message.facts;
  const bases = message.examples
    .map(({ name, payload }) => ({ name, payload: without(payload, known) }))
    .filter((example) => valid(example.payload));
  return bases.flatMap(({ name, payload }) => {
    const full = completed(message, payload, options);
    return [{ name, value: payload }, ...(full === payload ? [] : [{ name: `${name}, completed`, value: full }])];
  });
}

/** The value with every optional member that a valid value could be found for; the value itself where there is none. */
export function completed(message: Message, value: unknown, options: WalkOptions): unknown {
  const valid = (next: unknown): boolean => options.judge.faults(message.schema, next).length === 0;
  const { known = [] } = message.facts;
  return filled({ $ref: `#/schemas/${message.schema}` }, value, { ...options, valid, known });
}

const without = (payload: unknown, pointers: readonly string[]): unknown =>
  pointers.reduce(
    (left, pointer) => (at(left, pointer) === undefined ? left : replaced(left, pointer, undefined)),
    payload,
  );

/** A valid instance of a message that has no example; undefined when none was found. */
export function madeUp(message: Message, options: WalkOptions): unknown {
  const schema: JsonSchema = { $ref: `#/schemas/${message.schema}` };
  return guesses(schema, options).find((value) => options.judge.faults(message.schema, value).length === 0);
}

interface FillOptions extends WalkOptions {
  valid: (value: unknown) => boolean;
  /** JSON pointers that stay empty. */
  known: readonly string[];
}

/** Adds optional members one by one, until no further one can be added. */
function filled(schema: JsonSchema, start: unknown, options: FillOptions): unknown {
  let value = start;
  const tried = new Set<string>(options.known);
  for (;;) {
    const path = emptyPlaces(schema, value, options).find((candidate) => !tried.has(candidate.path));
    if (!path) return value;
    tried.add(path.path);
    const next = guesses(path.schema, options)
      .map((guess) => replaced(value, path.path, guess))
      .find(options.valid);
    value = next ?? value;
  }
}

/** Members that a schema describes and the value does not have. */
function emptyPlaces(schema: JsonSchema, value: unknown, options: WalkOptions): { path: string; schema: JsonSchema }[] {
  return places(schema, value, options).flatMap((place) => {
    const { properties } = place.schema;
    if (!isObject(place.value) || !isObject(properties)) return [];
    const absent = Object.keys(properties).filter((key) => !Object.hasOwn(place.value as object, key));
    return absent
      .map((key) => ({ path: place.path + pointerPart(key), schema: properties[key] as JsonSchema }))
      .filter((member) => {
        const { ignored, tolerated } = marks(resolved(member.schema, options.schemas) ?? {});
        return !ignored && !tolerated;
      });
  });
}
