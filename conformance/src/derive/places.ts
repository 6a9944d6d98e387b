import type { JsonSchema } from '@agentwire/generated/model';
import { isObject, type JsonObject, pointerPart } from '../json.ts';
import type { Judge } from '../judge.ts';

/** A place of a valid instance together with a schema that speaks about it. */
export interface Place {
  /** JSON pointer into the instance. */
  path: string;
  /** Where the schema stands, from the outermost one down through references. */
  schemaPath: string;
  schema: JsonObject;
  value: unknown;
  /** The requirement that a schema around it names for its faults. */
  requirement?: string;
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
export function marks(schema: JsonObject): {
  ignored?: boolean;
  tolerated?: boolean;
  requirement?: string;
} {
  return isObject(schema['x-agentwire']) ? schema['x-agentwire'] : {};
}

/** A place without what is there. */
export type At = Pick<Place, 'path' | 'schemaPath' | 'requirement'>;

const ROOT: At = { path: '', schemaPath: '' };

/** The branches of a keyword, each with its place below the schema. */
export const branchesOf = (schema: JsonObject, keyword: string): [string, JsonSchema][] =>
  (Array.isArray(schema[keyword]) ? (schema[keyword] as JsonSchema[]) : []).map((branch, index) => [
    `/${keyword}/${index}`,
    branch,
  ]);

/**
 * Every pair of a place in `value` and a schema that must hold there. Ignored places and tolerated
 * alternatives are left out, and so are alternatives that this instance does not take.
 */
export function places(schema: JsonSchema, value: unknown, options: WalkOptions, at: At = ROOT): Place[] {
  const here = resolved(schema, options.schemas);
  if (!here || marks(here).ignored || marks(here).tolerated) return [];
  const holds = (branch: JsonSchema): boolean => options.judge.faultsOf(branch, value).length === 0;
  const branches = [
    ...branchesOf(here, 'allOf'),
    ...[...branchesOf(here, 'anyOf'), ...branchesOf(here, 'oneOf')].filter(([, branch]) => holds(branch)),
    ...conditional(here, holds),
  ];
  const { path, schemaPath } = at;
  const requirement = marks(here).requirement ?? at.requirement;
  const owner = requirement === undefined ? {} : { requirement };
  return [
    { path, schemaPath, schema: here, value, ...owner },
    ...branches.flatMap(([below, branch]) =>
      places(branch, value, options, { path, schemaPath: schemaPath + below, ...owner }),
    ),
    ...members(here, value).flatMap(({ key, below, member, inner }) =>
      places(inner, member, options, { path: path + pointerPart(key), schemaPath: schemaPath + below, ...owner }),
    ),
  ];
}

function conditional(schema: JsonObject, holds: (branch: JsonSchema) => boolean): [string, JsonSchema][] {
  if (schema.if === undefined) return [];
  const keyword = holds(schema.if as JsonSchema) ? 'then' : 'else';
  return schema[keyword] === undefined ? [] : [[`/${keyword}`, schema[keyword] as JsonSchema]];
}

interface Member {
  key: string;
  /** Place of its schema below the outer one. */
  below: string;
  member: unknown;
  inner: JsonSchema;
}

/** Members and elements of the instance that the schema describes. */
function members(schema: JsonObject, value: unknown): Member[] {
  if (Array.isArray(value)) {
    const { items } = schema;
    if (items === undefined || value.length === 0) return [];
    return [{ key: '0', below: '/items', member: value[0], inner: items as JsonSchema }];
  }
  if (!isObject(value)) return [];
  const properties = isObject(schema.properties) ? schema.properties : {};
  return Object.entries(value)
    .filter(([key]) => Object.hasOwn(properties, key))
    .map(([key, member]) => ({
      key,
      below: `/properties${pointerPart(key)}`,
      member,
      inner: properties[key] as JsonSchema,
    }));
}
