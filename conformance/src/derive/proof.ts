import type { JsonSchema } from '@agentwire/generated/model';
import { isObject } from '../json.ts';
import type { Judge } from '../judge.ts';
import type { Mutation } from './mutations.ts';
import { marks } from './places.ts';

/** Errors of these only repeat what their parts say. */
const COMBINING = new Set(['if', 'anyOf', 'oneOf', 'not']);
/** A value of wrong type also differs from each value that is listed: that is the same fault. */
const FOLLOW_FROM_TYPE = new Set(['enum', 'const', 'format', 'pattern']);

/**
 * Proves that a value is wrong at one place and for one reason, also when tolerated alternatives are
 * counted as right.
 */
export function provesSingleFault(options: {
  judge: Judge;
  /** Name of the schema in the model. */
  schema: string;
  schemas: Record<string, JsonSchema>;
  value: unknown;
  mutation: Mutation;
}): boolean {
  const { judge, schema, schemas, value, mutation } = options;
  if (judge.faults(schema, value).length === 0) return false;
  const strict = judge.faultsOf(strictView(schemas[schema] as JsonSchema), value);
  const leaves = strict.filter((fault) => !COMBINING.has(fault.keyword));
  const faults = leaves.length > 0 ? leaves : strict;
  if (faults.length === 0 || faults.some((fault) => fault.path !== mutation.path)) return false;
  const reasons = new Set(faults.map((fault) => fault.keyword));
  if (reasons.has('type')) for (const keyword of FOLLOW_FROM_TYPE) reasons.delete(keyword);
  const combined = strict.some((fault) => fault.keyword === 'anyOf' || fault.keyword === 'oneOf');
  return combined ? faults.length > 0 : reasons.size === 1 && reasons.has(mutation.keyword);
}

/** The schema without the alternatives that a server only tolerates; a single one that is left stands for itself. */
export function strictView(schema: JsonSchema): JsonSchema {
  if (!isObject(schema)) return schema;
  const view = VIEWS.get(schema) ?? (strip(schema) as JsonSchema);
  VIEWS.set(schema, view);
  return view;
}

/** A schema is asked for once for each way to break it. */
const VIEWS = new WeakMap<object, JsonSchema>();

function strip(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(strip);
  if (!isObject(value)) return value;
  const { anyOf, oneOf, ...rest } = value;
  const kept = (branches: unknown): unknown[] =>
    (Array.isArray(branches) ? branches : [])
      .filter((branch) => !(isObject(branch) && marks(branch).tolerated))
      .map(strip);
  const parts = [anyOf, oneOf].filter((branches) => branches !== undefined).map(kept);
  const plain = Object.fromEntries(Object.entries(rest).map(([key, item]) => [key, strip(item)]));
  if (parts.length === 0) return plain;
  const alternatives = parts.map((branches) => (branches.length === 1 ? branches[0] : { anyOf: branches }));
  return { ...plain, allOf: [...(Array.isArray(plain.allOf) ? plain.allOf : []), ...alternatives] };
}
