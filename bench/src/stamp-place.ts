import type { JsonSchema, Message, Model } from '@agentwire/generated/model';
import { stampBytes } from './stamp.ts';

/** Where a delivery carries its stamp, and how that was found. */
export interface StampPlace {
  /** JSON pointer; absent when deliveries carry none and are matched by their order. */
  pointer?: string;
  basis: 'x-agentwire.bench.stamp' | 'first free string' | 'correlation id' | 'order';
}

/** Keywords by which a schema refuses a stamp, or might. */
const restricting = ['const', 'enum', 'format', 'pattern'];

/** What the document says, else the first string that takes any text, else the correlation id, else none. */
export function stampPlaceIn(model: Model, message: Message, given: string | undefined): StampPlace {
  if (given !== undefined) return { pointer: given, basis: 'x-agentwire.bench.stamp' };
  const schema: JsonSchema = { $ref: `#/schemas/${message.schema}` };
  const free = firstFreeString(model, schema, new Set(Object.keys(message.discriminant)), '', []);
  if (free !== undefined) return { pointer: free, basis: 'first free string' };
  if (message.correlation !== undefined && isString(model, schema, message.correlation)) {
    return { pointer: message.correlation, basis: 'correlation id' };
  }
  return { basis: 'order' };
}

/** Members in the order of the schema, those of one level before those below; the discriminator is not free. */
function firstFreeString(
  model: Model,
  schema: JsonSchema,
  taken: ReadonlySet<string>,
  at: string,
  trail: readonly JsonSchema[],
): string | undefined {
  const members = Object.entries(propertiesOf(model, schema)).filter(([name]) => !taken.has(name));
  const pointer = (name: string) => `${at}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const own = members.find(([, member]) => isFree(follow(model, member)));
  if (own) return pointer(own[0]);
  for (const [name, member] of members) {
    const target = follow(model, member);
    if (trail.includes(target)) continue;
    const below = firstFreeString(model, target, new Set(), pointer(name), [...trail, target]);
    if (below !== undefined) return below;
  }
  return undefined;
}

function isFree(schema: JsonSchema): boolean {
  if (typeof schema !== 'object' || schema.type !== 'string') return false;
  if (restricting.some((keyword) => keyword in schema)) return false;
  return Number(schema.maxLength ?? Number.POSITIVE_INFINITY) >= stampBytes;
}

function isString(model: Model, schema: JsonSchema, pointer: string): boolean {
  let at = follow(model, schema);
  for (const name of pointer.split('/').slice(1)) at = follow(model, propertiesOf(model, at)[name] ?? false);
  return typeof at === 'object' && at.type === 'string';
}

function propertiesOf(model: Model, schema: JsonSchema): Record<string, JsonSchema> {
  const target = follow(model, schema);
  const properties = typeof target === 'object' ? target.properties : undefined;
  return (properties ?? {}) as Record<string, JsonSchema>;
}

function follow(model: Model, schema: JsonSchema): JsonSchema {
  let at = schema;
  for (let hops = 0; hops < 100 && typeof at === 'object' && typeof at.$ref === 'string'; hops++) {
    at = model.schemas[at.$ref.replace('#/schemas/', '')] ?? true;
  }
  return at;
}
