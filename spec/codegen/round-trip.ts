import { createRequire } from 'node:module';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { isObject } from './pointer.ts';
import { isCondition, typeNames } from './print/types.ts';
import type { JsonSchema, Model, Profile } from './shape.ts';

const require = createRequire(import.meta.url);

/** How a printed type and its schema differ. */
export interface Difference {
  type: string;
  /** Path inside the schema, `properties.data.required`. */
  path: string;
  schema: unknown;
  typed: unknown;
}

/** Schemas of the printed types, by profile and type name. */
export type Typed = Map<string, Record<string, JsonSchema>>;

/** Reads the printed types back into schemas; `typesDir` holds one file for each profile. */
export function readTypes(model: Model, typesDir: string): Typed {
  return new Map(model.profiles.map(({ id }) => [id, schemasOfTypes(join(typesDir, `${id}.ts`))]));
}

/**
 * Compares the types with the document's schemas. Conditions (if, not, anyOf of required) have no type and
 * are left out on both sides; ranges, formats and patterns come back from doc comments.
 */
export function roundTrip(model: Model, types: Typed): Difference[] {
  return [
    ...Object.keys(model.schemas).flatMap((name) => roundTripOf(name, model, types)),
    ...model.profiles.flatMap((profile) => missing([...namesOf(profile).values()], types.get(profile.id) ?? {})),
  ];
}

/** The same for one schema of the model, in every profile that has a type for it. */
export function roundTripOf(name: string, model: Model, types: Typed): Difference[] {
  return model.profiles.flatMap((profile) => {
    const names = namesOf(profile);
    const typed = types.get(profile.id) ?? {};
    const type = names.get(name) ?? name;
    if (!(type in typed)) return [];
    const written = canonical(model.schemas[name], { names, schemas: model.schemas });
    return compare(type, written, canonical(typed[type], { names: new Map(), schemas: typed }));
  });
}

function namesOf({ channels }: Profile): Map<string, string> {
  return typeNames([
    ...new Map(channels.flatMap(({ messages }) => messages).map((message) => [message.id, message])).values(),
  ]);
}

/** The schemas that typescript-json-schema reads from a file of types, by type name. */
export function schemasOfTypes(file: string): Record<string, JsonSchema> {
  const tjs: typeof import('typescript-json-schema') = require('typescript-json-schema');
  const program = tjs.getProgramFromFiles([file], {
    strict: true,
    target: 'esnext',
    module: 'esnext',
    moduleResolution: 'bundler',
    allowImportingTsExtensions: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
  });
  const schema = tjs.generateSchema(program, '*', {
    required: true,
    noExtraProps: true,
    strictNullChecks: true,
    ref: true,
    aliasRef: true,
  });
  return foldDoubles((schema?.definitions ?? {}) as Record<string, JsonSchema>);
}

/** typescript-json-schema writes a type that is also used optionally twice, as `Foo` and `Foo_1`. */
function foldDoubles(definitions: Record<string, JsonSchema>): Record<string, JsonSchema> {
  const doubles = Object.keys(definitions).filter((name) => {
    const original = name.replace(/_\d+$/, '');
    const alias = plain({ $ref: `#/definitions/${original}` });
    return original !== name && [plain(definitions[original]), alias].includes(plain(definitions[name]));
  });
  const kept = Object.fromEntries(Object.entries(definitions).filter(([name]) => !doubles.includes(name)));
  return JSON.parse(
    JSON.stringify(kept, (key, value) =>
      key === '$ref' && doubles.includes(String(value).slice('#/definitions/'.length))
        ? String(value).replace(/_\d+$/, '')
        : value,
    ),
  );
}

function plain(schema: JsonSchema | undefined): string {
  return JSON.stringify(schema ?? null, (key, value) => (key === 'description' ? undefined : value)).replaceAll(
    /("#\/definitions\/[^"]*?)_\d+"/g,
    '$1"',
  );
}

function missing(types: string[], typed: Record<string, JsonSchema>): Difference[] {
  return types
    .filter((type) => !(type in typed))
    .map((type) => ({ type, path: '', schema: 'declared', typed: 'no such type' }));
}

const unsayable = new Set(['if', 'then', 'else', 'not', 'description', 'title', 'examples', '$comment', 'deprecated']);

/** Where references of a schema lead, and the type names of what they lead to. */
interface Vocabulary {
  names: ReadonlyMap<string, string>;
  schemas: Record<string, JsonSchema>;
}

/** One spelling for schemas that say the same, as far as types can say it. */
export function canonical(schema: unknown, vocabulary: Vocabulary): unknown {
  if (!isObject(schema)) return {};
  if (typeof schema.$ref === 'string') {
    const name = schema.$ref.split('/').at(-1) ?? '';
    // An alias of an array comes back as a reference to a definition named Array.
    if (/^Array(_\d+)?$/.test(name)) return canonical(vocabulary.schemas[name], vocabulary);
    return { $ref: vocabulary.names.get(name) ?? name };
  }
  const result: Record<string, unknown> = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (unsayable.has(keyword) || keyword.startsWith('x-')) continue;
    Object.assign(result, spelling[keyword] ? spelling[keyword](value, vocabulary, keyword) : { [keyword]: value });
  }
  if ('const' in result || 'enum' in result) delete result.type;
  else if (!('type' in result) && 'properties' in result) result.type = 'object';
  return Object.fromEntries(Object.entries(result).toSorted(([a], [b]) => a.localeCompare(b)));
}

/**
 * The base type of items that are strings or numbers. typescript-json-schema reads no more of them: it
 * loses aliases and doc comments of array items.
 */
function primitive(items: unknown, { schemas }: Vocabulary): string | undefined {
  if (!isObject(items)) return undefined;
  const target = typeof items.$ref === 'string' ? schemas[items.$ref.split('/').at(-1) ?? ''] : items;
  if (!isObject(target) || 'enum' in target || 'const' in target) return undefined;
  if (target.type === 'integer') return 'number';
  return target.type === 'string' || target.type === 'number' ? target.type : undefined;
}

type Spell = (value: unknown, vocabulary: Vocabulary, keyword: string) => Record<string, unknown>;

const inner: Spell = (value, vocabulary, keyword) =>
  isObject(value) && Object.keys(value).length > 0 ? { [keyword]: canonical(value, vocabulary) } : {};

const set: Spell = (value, _, keyword) => {
  if (!Array.isArray(value)) return { [keyword]: value };
  return value.length > 0 ? { [keyword]: sorted(value) } : {};
};

const oneOfMany: Spell = (value, vocabulary) =>
  Array.isArray(value) && !isCondition(value) ? union(value, vocabulary) : {};

/** Keywords that can be spelt in more than one way. */
const spelling: Record<string, Spell> = {
  properties(value, vocabulary) {
    const members = isObject(value) ? Object.entries(value) : [];
    if (members.length === 0) return {};
    return { properties: Object.fromEntries(members.map(([name, member]) => [name, canonical(member, vocabulary)])) };
  },
  additionalProperties: inner,
  items: (value, vocabulary) => {
    const base = primitive(value, vocabulary);
    return base ? { items: { type: base } } : inner(value, vocabulary, 'items');
  },
  anyOf: oneOfMany,
  oneOf: oneOfMany,
  allOf: (value, vocabulary) => ({ allOf: sorted((value as unknown[]).map((part) => canonical(part, vocabulary))) }),
  enum: (value) => {
    const values = value as unknown[];
    return values.length === 1 ? { const: values[0] } : { enum: sorted(values) };
  },
  required: set,
  type: set,
};

/** TypeScript folds the literals of a union into one, named or not. */
function union(branches: readonly unknown[], vocabulary: Vocabulary): Record<string, unknown> {
  const folded = branches.map((branch) => {
    const name = isObject(branch) && typeof branch.$ref === 'string' ? (branch.$ref.split('/').at(-1) ?? '') : '';
    const target = vocabulary.schemas[name];
    const literal = isObject(target) && ('enum' in target || 'const' in target);
    return canonical(literal ? target : branch, vocabulary) as Record<string, unknown>;
  });
  const literals = folded.flatMap((branch) =>
    'const' in branch ? [branch.const] : ((branch.enum as unknown[]) ?? []),
  );
  const types = folded.filter(isBareType).flatMap(({ type }) => (type === 'integer' ? 'number' : type));
  const others = folded.filter((branch) => !('const' in branch) && !('enum' in branch) && !isBareType(branch));
  const told: Record<string, unknown>[] = [
    ...others,
    ...(literals.length > 0 ? [{ enum: sorted(literals) }] : []),
    ...(types.length > 0 ? [{ type: types.length === 1 ? types[0] : sorted([...new Set(types)]) }] : []),
  ];
  return told[0] && told.length === 1 ? told[0] : { anyOf: sorted(told) };
}

/** A branch that names a type and asks nothing more; TypeScript folds those too, and knows no integers. */
function isBareType(branch: Record<string, unknown>): boolean {
  return 'type' in branch && Object.keys(branch).length === 1;
}

function sorted(values: readonly unknown[]): unknown[] {
  return values.toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
}

/** Differences between two canonical schemas, the innermost ones. */
export function compare(type: string, schema: unknown, typed: unknown, path: readonly string[] = []): Difference[] {
  if (isDeepStrictEqual(schema, typed)) return [];
  if (!isObject(schema) || !isObject(typed)) return [{ type, path: path.join('.'), schema, typed }];
  const keys = [...new Set([...Object.keys(schema), ...Object.keys(typed)])];
  return keys.flatMap((key) => compare(type, schema[key], typed[key], [...path, key]));
}
