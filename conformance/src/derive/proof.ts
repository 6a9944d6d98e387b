import type { JsonSchema } from '@agentwire/generated/model';
import { at, isObject, type JsonObject } from '../json.ts';
import type { Judge } from '../judge.ts';
import { COMBINING, type Mutation } from './mutations.ts';
import { type Place, places } from './places.ts';

/** A value of wrong type also differs from each value that is listed: that is the same fault. */
const FOLLOW_FROM_TYPE = new Set(['enum', 'const', 'format', 'pattern']);

export interface ProofOptions {
  judge: Judge;
  /** Name of the schema in the model. */
  schema: string;
  schemas: Record<string, JsonSchema>;
  /** What was right before. */
  base: unknown;
  value: unknown;
  mutation: Mutation;
}

/**
 * The keywords that a value breaks, when it is wrong at one place and for one reason; nothing when that cannot be
 * shown. The whole must be wrong even when tolerated alternatives are counted as right. Which place it is, is asked
 * on the alternatives that the base takes: what it breaks of the others says nothing, the base did so before.
 */
export function singleFault({ judge, schema, schemas, base, value, mutation }: ProofOptions): string[] {
  if (judge.faults(schema, value).length === 0) return [];
  const broken = places({ $ref: `#/schemas/${schema}` }, base, { schemas, judge }).flatMap((place) =>
    brokenAt(place, at(value, place.path), judge),
  );
  const isMeant = ({ path, keyword }: Broken): boolean => path === mutation.path && keyword === mutation.keyword;
  return broken.every(isMeant) ? [...new Set(broken.map(({ reach }) => reach))] : [];
}

interface Broken {
  path: string;
  keyword: string;
  /** Place of the keyword below the message's schema. */
  reach: string;
}

/** What a value breaks of the keywords that stand at one place, those of its members apart. */
function brokenAt({ path, schemaPath, schema }: Place, value: unknown, judge: Judge): Broken[] {
  if (value === undefined && path !== '') return [];
  const faults = judge.faultsOf(own(schema), value);
  const isOfType = faults.every(({ keyword }) => keyword !== 'type');
  return faults
    .filter(({ keyword }) => isOfType || !FOLLOW_FROM_TYPE.has(keyword))
    .map((fault) => ({
      path: path + fault.path,
      keyword: fault.keyword,
      reach: `${schemaPath}/${fault.keyword}${fault.path}`,
    }));
}

/** A schema without what it says of members and alternatives. */
function own(schema: JsonObject): JsonObject {
  const known = OWN.get(schema);
  if (known) return known;
  const { properties, ...rest } = schema;
  const kept = Object.entries(rest).filter(([keyword]) => !COMBINING.has(keyword));
  const names = Object.keys(isObject(properties) ? properties : {}).map((name) => [name, true]);
  const made = { ...Object.fromEntries(kept), ...(names.length > 0 ? { properties: Object.fromEntries(names) } : {}) };
  OWN.set(schema, made);
  return made;
}

const OWN = new WeakMap<JsonObject, JsonObject>();
