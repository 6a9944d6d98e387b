import { Ajv, type Options } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import formats from 'ajv-formats';
import { isObject } from './pointer.ts';
import type { JsonSchema } from './shape.ts';

/**
 * An ajv that knows every schema of a model by its name, with all formats: of draft-07, or of draft 2019-09
 * where a schema uses a keyword of that, which costs every validator a little.
 */
export function compiler(schemas: Record<string, JsonSchema>, options: Options = {}): Ajv {
  const Dialect = draft2019.test(JSON.stringify(schemas)) ? Ajv2019 : Ajv;
  const ajv = new Dialect({ allErrors: true, strict: false, logger: false, ...options });
  formats.default(ajv);
  for (const [name, schema] of Object.entries(schemas)) ajv.addSchema(compilable(schema), name);
  return ajv;
}

const draft2019 = /"(unevaluated(Items|Properties)|dependent(Schemas|Required)|(min|max)Contains)":/;

const prose = new Set(['description', 'title', 'examples']);

/** The schema as ajv takes it: references by name, nothing that only people read. */
export function compilable(schema: JsonSchema): JsonSchema {
  const strip = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(strip);
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value)
        .filter(([key, member]) => !(prose.has(key) && !isObject(member)) && !key.startsWith('x-'))
        .map(([key, member]) => [
          key,
          key === '$ref' && typeof member === 'string' ? member.replace('#/schemas/', '') : strip(member),
        ]),
    );
  };
  return strip(schema) as JsonSchema;
}
