import { isDeepStrictEqual } from 'node:util';
import { isObject } from './pointer.ts';
import type { JsonSchema } from './shape.ts';

type SchemaObject = Exclude<JsonSchema, boolean>;

const annotations = new Set(['title', 'description', 'examples', 'default', '$comment']);
const mergeable = new Set([...annotations, 'type', 'const', 'enum', 'format', 'minLength', 'required', 'properties']);

/**
 * Merges `allOf` of plain object schemas (an envelope and what it carries) into one object schema, so that
 * readers see one list of members. Schemas that cannot be merged without a change of meaning keep `allOf`.
 *
 * @param lookup the schema behind a reference
 */
export function mergeAllOf(schema: JsonSchema, lookup: (ref: string) => JsonSchema | undefined): JsonSchema {
  const merge = (value: unknown, trail: readonly string[]): unknown => {
    if (Array.isArray(value)) return value.map((item) => merge(item, trail));
    if (!isObject(value)) return value;
    const members = Object.fromEntries(Object.entries(value).map(([key, member]) => [key, merge(member, trail)]));
    if (!Array.isArray(members.allOf)) return members;
    const { allOf, ...own } = members;
    let merged: SchemaObject | undefined = {};
    for (const part of [...allOf, own]) {
      const plain: unknown = isObject(part) && typeof part.$ref === 'string' ? open(part.$ref, trail) : part;
      merged = merged && isObject(plain) ? both(merged, plain) : undefined;
    }
    return merged ?? members;
  };
  const open = (ref: string, trail: readonly string[]): unknown =>
    trail.includes(ref) ? undefined : withoutNotes(merge(lookup(ref), [...trail, ref]));
  return merge(schema, []) as JsonSchema;
}

/** The schema that holds where both hold, or undefined when it cannot be written without `allOf`. */
function both(a: SchemaObject, b: SchemaObject): SchemaObject | undefined {
  if (Object.keys(a).length === 0) return b;
  if (![...Object.keys(a), ...Object.keys(b)].every((keyword) => mergeable.has(keyword))) return undefined;
  const result: SchemaObject = { ...a };
  for (const [keyword, value] of Object.entries(b)) {
    const mine = a[keyword];
    if (mine === undefined || annotations.has(keyword) || isDeepStrictEqual(mine, value)) {
      result[keyword] = value;
    } else if (keyword === 'required' && Array.isArray(mine) && Array.isArray(value)) {
      result.required = [...new Set([...mine, ...value])];
    } else if (keyword === 'properties' && isObject(mine) && isObject(value)) {
      const properties = bothProperties(mine, value);
      if (!properties) return undefined;
      result.properties = properties;
    } else return undefined;
  }
  return result;
}

function bothProperties(a: SchemaObject, b: SchemaObject): SchemaObject | undefined {
  const result: SchemaObject = { ...a };
  for (const [name, theirs] of Object.entries(b)) {
    const mine = a[name];
    if (mine === undefined || isDeepStrictEqual(mine, theirs) || isAnnotation(mine))
      result[name] = withNote(theirs, mine);
    else if (isObject(mine) && isObject(theirs)) {
      const merged = both(mine, theirs);
      if (!merged) return undefined;
      result[name] = merged;
    } else return undefined;
  }
  return result;
}

/** What an envelope says of itself does not describe the message that it carries. */
function withoutNotes(schema: unknown): unknown {
  if (!isObject(schema)) return schema;
  return Object.fromEntries(Object.entries(schema).filter(([keyword]) => !annotations.has(keyword)));
}

/** A schema that allows everything and only describes. */
function isAnnotation(schema: unknown): boolean {
  return schema === true || (isObject(schema) && Object.keys(schema).every((keyword) => annotations.has(keyword)));
}

function withNote(schema: unknown, note: unknown): unknown {
  if (!isObject(schema) || !isObject(note) || '$ref' in schema) return schema;
  return { ...note, ...schema };
}
