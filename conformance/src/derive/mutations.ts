import { isObject, type JsonObject, pointerPart, typeOf } from '../json.ts';
import type { Place } from './places.ts';

/** A change of one place of a valid instance. */
export interface Mutation {
  /** The schema keyword that it means to break. */
  keyword: string;
  /** Tells several mutations of one keyword and place apart. */
  variant: string;
  /** JSON pointer of what is changed. */
  path: string;
  /** The new value; undefined removes the member. */
  value: unknown;
  /** What was done, for people. */
  title: string;
}

type Mutate = (place: Place, argument: unknown) => Omit<Mutation, 'keyword'>[];

const WRONG_TYPES: Record<string, [string, unknown][]> = {
  string: [
    ['number', 42],
    ['null', null],
    ['object', {}],
  ],
  number: [
    ['string', '42'],
    ['null', null],
  ],
  integer: [
    ['string', '42'],
    ['fraction', 1.5],
    ['null', null],
  ],
  boolean: [
    ['string', 'true'],
    ['number', 1],
  ],
  object: [
    ['string', 'text'],
    ['array', []],
    ['null', null],
  ],
  array: [
    ['string', 'text'],
    ['object', {}],
    ['null', null],
  ],
  null: [['string', 'null']],
};

const isText = (value: unknown): value is string => typeof value === 'string';
const isNumber = (value: unknown): value is number => typeof value === 'number';
const characters = (text: string): number => [...text].length;

function one(place: Place, options: { variant?: string; value: unknown; title: string }): Omit<Mutation, 'keyword'>[] {
  return [{ variant: options.variant ?? '', path: place.path, value: options.value, title: options.title }];
}

const where = (place: Place): string => (place.path === '' ? 'the message' : place.path);

/** Longer texts than this are not sent to show that a text is too long. */
const LONGEST_TEXT = 100_000;

/** How each keyword is broken; keywords that only combine others are broken through their parts. */
const MUTATIONS: Record<string, Mutate> = {
  required: (place, names) => {
    const properties = isObject(place.schema.properties) ? place.schema.properties : {};
    const hasDefault = (name: string): boolean => isObject(properties[name]) && 'default' in properties[name];
    return (names as string[])
      .filter((name) => isObject(place.value) && Object.hasOwn(place.value, name) && !hasDefault(name))
      .map((name) => {
        const path = place.path + pointerPart(name);
        return { variant: '', path, value: undefined, title: `without ${path}` };
      });
  },
  type: (place, types) => {
    const allowed = new Set((Array.isArray(types) ? types : [types]).map(String));
    const fits = (value: unknown): boolean =>
      allowed.has(typeOf(value)) ||
      (allowed.has('integer') && Number.isInteger(value)) ||
      (allowed.has('number') && isNumber(value));
    return (WRONG_TYPES[[...allowed][0] ?? ''] ?? [])
      .filter(([, value]) => !fits(value))
      .flatMap(([variant, value]) =>
        one(place, { variant, value, title: `${where(place)} is ${JSON.stringify(value)}` }),
      );
  },
  const: (place, wanted) =>
    one(place, {
      value: isText(wanted) ? `not-${wanted}` : isNumber(wanted) ? wanted + 1 : !wanted,
      title: `${where(place)} has another value`,
    }),
  enum: (place, values) => {
    const [first] = values as unknown[];
    if (!isText(first))
      return isNumber(first) ? one(place, { value: -987654, title: `${where(place)} is -987654` }) : [];
    const loud = first === first.toUpperCase() ? first.toLowerCase() : first.toUpperCase();
    return ['not-listed', loud, ''].flatMap((value, index) =>
      one(place, {
        variant: ['unlisted', 'case', 'empty'][index] ?? '',
        value,
        title: `${where(place)} is ${JSON.stringify(value)}`,
      }),
    );
  },
  minLength: (place, length) =>
    isText(place.value)
      ? one(place, {
          value: [...place.value].slice(0, Number(length) - 1).join(''),
          title: `${where(place)} has ${Number(length) - 1} characters`,
        })
      : [],
  maxLength: (place, length) =>
    isText(place.value) && Number(length) < LONGEST_TEXT
      ? one(place, {
          value: lengthened(place.value, Number(length) + 1),
          title: `${where(place)} has ${Number(length) + 1} characters`,
        })
      : [],
  pattern: (place) =>
    isText(place.value)
      ? ['\u00a0', `${place.value} `, ` ${place.value}`, '?'].flatMap((value, index) =>
          one(place, { variant: String(index), value, title: `${where(place)} is ${JSON.stringify(value)}` }),
        )
      : [],
  format: (place, format) =>
    isText(place.value) ? one(place, { value: `no ${format}`, title: `${where(place)} is no ${format}` }) : [],
  minimum: (place, limit) => one(place, { value: Number(limit) - 1, title: `${where(place)} is ${Number(limit) - 1}` }),
  maximum: (place, limit) => one(place, { value: Number(limit) + 1, title: `${where(place)} is ${Number(limit) + 1}` }),
  exclusiveMinimum: (place, limit) => one(place, { value: Number(limit), title: `${where(place)} is ${limit}` }),
  exclusiveMaximum: (place, limit) => one(place, { value: Number(limit), title: `${where(place)} is ${limit}` }),
  multipleOf: (place, step) =>
    isNumber(place.value)
      ? one(place, { value: place.value + Number(step) / 2, title: `${where(place)} is off its step` })
      : [],
  minItems: (place, count) =>
    Array.isArray(place.value)
      ? one(place, {
          value: place.value.slice(0, Number(count) - 1),
          title: `${where(place)} has ${Number(count) - 1} elements`,
        })
      : [],
  maxItems: (place, count) =>
    Array.isArray(place.value) && place.value.length > 0
      ? one(place, {
          value: Array.from({ length: Number(count) + 1 }, (_, index) =>
            distinct((place.value as unknown[])[0], index),
          ),
          title: `${where(place)} has ${Number(count) + 1} elements`,
        })
      : [],
  uniqueItems: (place, wanted) =>
    wanted === true && Array.isArray(place.value) && place.value.length > 0
      ? one(place, { value: [...place.value, place.value[0]], title: `${where(place)} holds an element twice` })
      : [],
  minProperties: (place, count) =>
    isObject(place.value)
      ? one(place, {
          value: Object.fromEntries(Object.entries(place.value).slice(0, Number(count) - 1)),
          title: `${where(place)} has ${Number(count) - 1} members`,
        })
      : [],
  additionalProperties: (place, allowed) =>
    allowed === false && isObject(place.value)
      ? one(place, {
          value: { ...place.value, unexpectedMember: true },
          title: `${where(place)} has a member that is not allowed`,
        })
      : [],
};

function lengthened(text: string, length: number): string {
  const filler = [...text].at(-1) ?? 'x';
  return text + filler.repeat(Math.max(0, length - characters(text)));
}

const distinct = (value: unknown, index: number): unknown => (isText(value) && index > 0 ? `${value}${index}` : value);

/** Keywords that say something only through the schemas in them. */
export const COMBINING: ReadonlySet<string> = new Set(['items', 'allOf', 'anyOf', 'oneOf', 'if', 'then', 'else']);

/** Keywords that demand nothing. */
export const ANNOTATIONS: ReadonlySet<string> = new Set([
  '$id',
  '$comment',
  'title',
  'description',
  'default',
  'examples',
  'deprecated',
  'readOnly',
  'writeOnly',
  'x-agentwire',
  'definitions',
  'discriminator',
  'externalDocs',
]);

/** Keywords that say nothing a value could break by itself. */
export const SILENT_KEYWORDS: ReadonlySet<string> = new Set([...COMBINING, ...ANNOTATIONS, '$ref', 'properties']);

/** All ways to break the schema at one place. */
export function mutationsAt(place: Place): Mutation[] {
  return Object.entries(place.schema).flatMap(([keyword, argument]) =>
    (MUTATIONS[keyword]?.(place, argument) ?? []).map((mutation) => ({ ...mutation, keyword })),
  );
}

/** Keywords of a schema that no mutation knows how to break. */
export function unbreakable(schema: JsonObject): string[] {
  return Object.keys(schema).filter((keyword) => !SILENT_KEYWORDS.has(keyword) && !Object.hasOwn(MUTATIONS, keyword));
}
