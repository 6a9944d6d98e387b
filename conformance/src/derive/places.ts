import type { JsonSchema } from '@agentwire/generated/model';
import { isObject, type JsonObject, pointerPart } from '../json.ts';
import type { Judge } from '../judge.ts';

/** A place of a valid instance together with a schema that speaks about it. */
export interface Place {
  /** JSON pointer into the instance. */
  path: string;
  schema: JsonObject;
  value: unknown;
}

export interface WalkOptions {
  schemas: Record<string, JsonSchema>;
  judge: Judge;
}

/** The schema itself, references followed. */
export function resolved(schema: JsonSchema | undefined, schemas: Record<string, JsonSchema>): JsonObject | undefined {
  let here: unknown = schema;
  while (isObject(here) && typeof here.$ref === 'string') here = schemas[here.$ref.replace('#/schemas/', '')];
  return isObject(here) ? here : undefined;
}

/** `x-agentwire` on a schema. */
export function marks(schema: JsonObject): { ignored?: boolean; tolerated?: boolean } {
  return isObject(schema['x-agentwire']) ? schema['x-agentwire'] : {};
}

const schemaList = (value: unknown): JsonSchema[] => (Array.isArray(value) ? (value as JsonSchema[]) : []);

/**
 * Every pair of a place in `value` and a schema that must hold there. Ignored places and tolerated
 * alternatives are left out, and so are alternatives that this instance does not take.
 */
export function places(schema: JsonSchema, value: unknown, options: WalkOptions, path = ''): Place[] {
  const here = resolved(schema, options.schemas);
  if (!here || marks(here).ignored || marks(here).tolerated) return [];
  const holds = (branch: JsonSchema): boolean => options.judge.faultsOf(branch, value).length === 0;
  const branches = [
    ...schemaList(here.allOf),
    ...schemaList(here.anyOf).filter(holds),
    ...schemaList(here.oneOf).filter(holds),
    ...conditional(here, holds),
  ];
  return [
    { path, schema: here, value },
    ...branches.flatMap((branch) => places(branch, value, options, path)),
    ...members(here, value).flatMap(([key, member, inner]) => places(inner, member, options, path + pointerPart(key))),
  ];
}

function conditional(schema: JsonObject, holds: (branch: JsonSchema) => boolean): JsonSchema[] {
  if (schema.if === undefined) return [];
  const branch = holds(schema.if as JsonSchema) ? schema.then : schema.else;
  return branch === undefined ? [] : [branch as JsonSchema];
}

/** Members and elements of the instance that the schema describes. */
function members(schema: JsonObject, value: unknown): [string, unknown, JsonSchema][] {
  if (Array.isArray(value)) {
    const { items } = schema;
    if (items === undefined || value.length === 0) return [];
    return [['0', value[0], (Array.isArray(items) ? items[0] : items) as JsonSchema]];
  }
  if (!isObject(value)) return [];
  const properties = isObject(schema.properties) ? schema.properties : {};
  return Object.entries(value).flatMap(([key, member]): [string, unknown, JsonSchema][] =>
    Object.hasOwn(properties, key) ? [[key, member, properties[key] as JsonSchema]] : [],
  );
}
