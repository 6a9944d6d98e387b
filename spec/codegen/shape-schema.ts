import { fileURLToPath } from 'node:url';
import { Ajv, type ValidateFunction } from 'ajv';
import { schemasOfTypes } from './round-trip.ts';

const shape = fileURLToPath(new URL('./shape.ts', import.meta.url));

let definitions: ReturnType<typeof schemasOfTypes> | undefined;

/** The JSON Schema of `model.json`, read from the types in `shape.ts`. */
export function shapeSchema() {
  definitions ??= schemasOfTypes(shape);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Model of an AsyncAPI document',
    $ref: '#/definitions/Model',
    definitions,
  };
}

/** A validator for one of the shapes, `ChannelFacts`. */
export function shapeValidator(name: string): ValidateFunction {
  const ajv = new Ajv({ allErrors: true, strict: false });
  return ajv.compile({ ...shapeSchema(), $ref: `#/definitions/${name}` });
}
