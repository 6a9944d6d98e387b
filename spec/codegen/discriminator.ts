import { type Fields, fields, strings, text } from './fields.ts';
import type { JsonSchema } from './shape.ts';

type Schemas = Record<string, JsonSchema>;

/**
 * The first discriminator property that a payload fixes by `const` or an `enum` of one, with its value;
 * empty when it fixes none.
 */
export function discriminantOf(
  schema: string,
  discriminator: readonly string[],
  schemas: Schemas,
): Record<string, string> {
  for (const property of discriminator) {
    const members = fields(fields(dereference({ $ref: `#/schemas/${schema}` }, schemas)).properties);
    const value = fixedValue(fields(dereference(members[property], schemas)));
    if (value !== undefined) return { [property]: value };
  }
  return {};
}

/** Properties that every one of the payloads requires and fixes to a string. */
export function inferDiscriminator(names: readonly string[], schemas: Schemas): string[] {
  const candidates = names.map((name) =>
    strings(fields(schemas[name]).required).filter((property) => property in discriminantOf(name, [property], schemas)),
  );
  return (candidates[0] ?? []).filter((property) => candidates.every((own) => own.includes(property)));
}

function fixedValue(schema: Fields): string | undefined {
  if (typeof schema.const === 'string') return schema.const;
  if (Array.isArray(schema.enum) && schema.enum.length === 1 && typeof schema.enum[0] === 'string')
    return schema.enum[0];
  return undefined;
}

function dereference(value: unknown, schemas: Schemas): unknown {
  const ref = text(fields(value).$ref);
  return ref ? dereference(schemas[ref.slice('#/schemas/'.length)], schemas) : value;
}
