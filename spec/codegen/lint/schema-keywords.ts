import type { Bundle } from '../bundle.ts';
import { isObject, type Segment, valueAt } from '../pointer.ts';
import type { Problem } from '../problem.ts';

/** How the value of a keyword holds further schemas. */
type Shape = 'plain' | 'schema' | 'list' | 'map' | 'schema-or-list';

const keywords: Record<string, Shape> = {
  ...Object.fromEntries(
    (
      'type const enum format pattern minLength maxLength minimum maximum exclusiveMinimum exclusiveMaximum multipleOf ' +
      'minItems maxItems uniqueItems minProperties maxProperties required dependentRequired default examples title ' +
      'description deprecated readOnly writeOnly contentEncoding contentMediaType minContains maxContains ' +
      '$ref $id $schema $comment discriminator externalDocs nullable'
    )
      .split(' ')
      .map((keyword) => [keyword, 'plain' as const]),
  ),
  properties: 'map',
  patternProperties: 'map',
  dependentSchemas: 'map',
  dependencies: 'map',
  definitions: 'map',
  $defs: 'map',
  items: 'schema-or-list',
  allOf: 'list',
  anyOf: 'list',
  oneOf: 'list',
  additionalItems: 'schema',
  additionalProperties: 'schema',
  unevaluatedItems: 'schema',
  unevaluatedProperties: 'schema',
  propertyNames: 'schema',
  contains: 'schema',
  if: 'schema',
  then: 'schema',
  else: 'schema',
  not: 'schema',
};

/** Keywords that JSON Schema has and this does not understand, with what says the same. */
export const unsupported: ReadonlyMap<string, string> = new Map([
  ['prefixItems', 'prefixItems is not supported; list the schemas under items'],
  ['$dynamicRef', '$dynamicRef is not supported; refer by $ref'],
  ['$dynamicAnchor', '$dynamicAnchor is not supported; name the schema and refer by $ref'],
  ['$recursiveRef', '$recursiveRef is not supported; refer by $ref'],
]);

/** Every schema of a bundled document with its path, parents before children. */
export function* schemas(document: unknown): Generator<{ schema: Record<string, unknown>; path: Segment[] }> {
  const entries = (path: Segment[]) => Object.keys((valueAt(document, path) as object | undefined) ?? {});
  for (const name of entries(['components', 'schemas'])) yield* within(document, ['components', 'schemas', name]);
  for (const name of entries(['components', 'messages'])) {
    yield* within(document, ['components', 'messages', name, 'payload']);
  }
  for (const channel of entries(['channels'])) {
    for (const message of entries(['channels', channel, 'messages'])) {
      yield* within(document, ['channels', channel, 'messages', message, 'payload']);
    }
  }
}

function* within(document: unknown, path: Segment[]): Generator<{ schema: Record<string, unknown>; path: Segment[] }> {
  const schema = valueAt(document, path);
  if (!isObject(schema)) return;
  if ('schemaFormat' in schema) {
    yield* within(document, [...path, 'schema']);
    return;
  }
  yield { schema, path };
  for (const [keyword, value] of Object.entries(schema)) {
    const shape = keywords[keyword] ?? 'plain';
    const many = shape === 'map' || (Array.isArray(value) && shape !== 'plain' && shape !== 'schema');
    if (many && typeof value === 'object' && value !== null) {
      for (const key of Object.keys(value)) yield* within(document, [...path, keyword, key]);
    } else if (shape === 'schema' || shape === 'schema-or-list') yield* within(document, [...path, keyword]);
  }
}

/** A keyword that no schema vocabulary has is a slip of the pen: `requred` would silently allow everything. */
export function schemaKeywords({ document, place }: Bundle): Problem[] {
  return [...schemas(document)].flatMap(({ schema, path }) =>
    Object.keys(schema)
      .filter((keyword) => !(keyword in keywords) && !unsupported.has(keyword) && !keyword.startsWith('x-'))
      .map((keyword) => ({
        place: place([...path, keyword]),
        rule: 'schema-keyword',
        message: `${keyword} is not a keyword of JSON Schema; a note of your own starts with x-`,
      })),
  );
}
