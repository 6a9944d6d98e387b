import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { bundle } from '../codegen/bundle.ts';
import { buildModel } from '../codegen/model.ts';
import { isObject, valueAt } from '../codegen/pointer.ts';
import { printTypes } from '../codegen/print/types.ts';
import { readTypes, roundTrip, roundTripOf, type Typed } from '../codegen/round-trip.ts';
import type { Model } from '../codegen/shape.ts';

const document = fileURLToPath(new URL('../asyncapi.yaml', import.meta.url));
let model: Model;
let types: Typed;

beforeAll(() => {
  model = buildModel(bundle(document));
  const folder = mkdtempSync(join(tmpdir(), 'agentwire-types-'));
  for (const { path, content } of printTypes(model)) writeFileSync(join(folder, basename(path)), content);
  types = readTypes(model, folder);
  rmSync(folder, { recursive: true });
});

test('the types say what the schemas say', () => {
  expect(roundTrip(model, types)).toEqual([]);
});

/** Ways to make a schema say something else; each tells whether it found something to change. */
const mutations: Record<string, (schema: Record<string, unknown>) => boolean> = {
  'a member no longer required': (schema) => Array.isArray(schema.required) && schema.required.pop() !== undefined,
  'a member more required': (schema) => {
    const optional = Object.keys(isObject(schema.properties) ? schema.properties : {}).find(
      (name) => !(schema.required as string[] | undefined)?.includes(name),
    );
    if (optional) schema.required = [...((schema.required as string[] | undefined) ?? []), optional];
    return optional !== undefined;
  },
  'an enum wider': (schema) => Array.isArray(schema.enum) && schema.enum.push('something else') > 0,
  'another const': (schema) => 'const' in schema && replace(schema, 'const', 'something else'),
  'another type': (schema) => schema.type === 'string' && !('enum' in schema) && replace(schema, 'type', 'boolean'),
  'a member gone': (schema) => {
    const [name] = Object.keys(isObject(schema.properties) ? schema.properties : {});
    return name !== undefined && delete (schema.properties as Record<string, unknown>)[name];
  },
  'another limit': (schema) => typeof schema.minimum === 'number' && replace(schema, 'minimum', -1000),
};

function replace(schema: Record<string, unknown>, keyword: string, value: unknown): true {
  schema[keyword] = value;
  return true;
}

test.each(Object.entries(mutations))('%s is a difference, at every place', (_, mutate) => {
  const mutants = Object.entries(model.schemas).flatMap(([name, original]) =>
    pathsIn(original).flatMap((path) => {
      const schema = structuredClone(original);
      const place = valueAt(schema, path);
      const mutant = { ...model, schemas: { ...model.schemas, [name]: schema } };
      return isObject(place) && mutate(place) ? [{ name, mutant, place }] : [];
    }),
  );
  expect(mutants.length).toBeGreaterThan(0);
  const missed = mutants.filter(({ name, mutant }) => roundTripOf(name, mutant, types).length === 0);
  expect(missed.map(({ name, place }) => `${name}: ${JSON.stringify(place)}`)).toEqual([]);
});

/** Paths of a schema and of the members below it. */
function pathsIn(schema: unknown, path: readonly string[] = []): (readonly string[])[] {
  const properties = isObject(schema) && isObject(schema.properties) ? schema.properties : {};
  return [
    path,
    ...Object.entries(properties).flatMap(([name, member]) => pathsIn(member, [...path, 'properties', name])),
  ];
}
