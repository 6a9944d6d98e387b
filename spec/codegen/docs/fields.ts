import { isObject } from '../pointer.ts';
import type { JsonSchema, Model } from '../shape.ts';
import { safe, table } from './html.ts';

interface Place {
  schema: JsonSchema;
  path: string;
  isRequired: boolean;
  /** Named schemas on the way, so that recursion ends. */
  trail: readonly string[];
}

/** The members of a payload as a table, nested ones by their path. */
export function fieldTable(model: Model, schema: string): string {
  const root = { schema: { $ref: `#/schemas/${schema}` }, path: '', isRequired: true, trail: [] };
  const rows = [...membersOf(model, root)].map(({ schema: member, path, isRequired }) => {
    const { target, name } = open(model, member);
    return [`<code>${safe(path)}</code>`, typeOf(target, name), isRequired ? 'yes' : '', note(target)];
  });
  return table(['member', 'type', 'required', ''], rows);
}

/** Everything inside a place, parents before children. */
function* membersOf(model: Model, { schema, path, trail }: Place): Generator<Place> {
  const { target, name } = open(model, schema);
  if (!isObject(target) || (name && trail.includes(name))) return;
  const required: unknown[] = Array.isArray(target.required) ? target.required : [];
  const inner = name ? [...trail, name] : trail;
  const places = Object.entries(isObject(target.properties) ? target.properties : {}).map(([key, member]) => ({
    schema: member as JsonSchema,
    path: path ? `${path}.${key}` : key,
    isRequired: required.includes(key),
    trail: inner,
  }));
  for (const place of places) {
    yield place;
    yield* membersOf(model, place);
  }
  if (isObject(target.items))
    yield* membersOf(model, { schema: target.items, path: `${path}[]`, isRequired: false, trail: inner });
}

function open(model: Model, schema: JsonSchema): { target: JsonSchema; name?: string } {
  if (!isObject(schema) || typeof schema.$ref !== 'string') return { target: schema };
  const name = schema.$ref.slice('#/schemas/'.length);
  return { target: open(model, model.schemas[name] ?? true).target, name };
}

function typeOf(schema: JsonSchema, name: string | undefined): string {
  if (!isObject(schema)) return 'any';
  if ('const' in schema) return `<code>${safe(JSON.stringify(schema.const))}</code>`;
  if (Array.isArray(schema.enum)) {
    return schema.enum.map((value) => `<code>${safe(JSON.stringify(value))}</code>`).join(' ');
  }
  const branches = [schema.anyOf, schema.oneOf].find(Array.isArray);
  const type = Array.isArray(schema.type)
    ? schema.type.join(' or ')
    : (schema.type ?? (branches ? 'one of several' : 'any'));
  const format = schema.format ? ` (${schema.format})` : '';
  return `${safe(type)}${safe(format)}${name && schema.type === 'object' ? ` <span class="soft">${safe(name)}</span>` : ''}`;
}

const limits: Record<string, string> = {
  minimum: 'from',
  maximum: 'to',
  minLength: 'at least characters',
  maxLength: 'at most characters',
  minItems: 'at least items',
  maxItems: 'at most items',
  pattern: 'pattern',
  default: 'default',
};

function note(schema: JsonSchema): string {
  if (!isObject(schema)) return '';
  const given = Object.entries(limits)
    .filter(([keyword]) => keyword in schema)
    .map(([keyword, word]) => `${word} <code>${safe(JSON.stringify(schema[keyword]))}</code>`);
  const description = typeof schema.description === 'string' ? safe(schema.description) : '';
  return [description, ...given].filter(Boolean).join(' · ');
}
