import { pascalCase, typeName } from '../names.ts';
import { isObject } from '../pointer.ts';
import { reachable } from '../reachable.ts';
import type { Channel, Direction, JsonSchema, Message, Model, Profile } from '../shape.ts';
import { banner, indent, type OutputFile } from './file.ts';

type SchemaObject = Exclude<JsonSchema, boolean>;

const side: Record<Direction, string> = { 'client-to-server': 'Client', 'server-to-client': 'Server' };

/** `CloudClientMessage`: the union of all messages of one direction on a channel. */
export function unionName(channel: Channel, direction: Direction): string {
  return `${pascalCase(channel.id)}${side[direction]}Message`;
}

/** Interfaces for the messages of each profile, their unions by channel and direction, and the named schemas they use. */
export function printTypes(model: Model): OutputFile[] {
  return model.profiles.map((profile) => ({ path: `types/${profile.id}.ts`, content: printProfile(model, profile) }));
}

function printProfile(model: Model, profile: Profile): string {
  const messages = [...new Map(profile.channels.flatMap((channel) => channel.messages).map((m) => [m.id, m])).values()];
  const names = typeNames(messages);
  const declared = new Set(
    messages.map(({ schema }) => schema).filter((schema) => names.get(schema) !== typeName(schema)),
  );
  const typeOf = (ref: string): string => {
    const schema = ref.slice('#/schemas/'.length);
    return names.get(schema) ?? typeName(schema);
  };

  const shared = reachable(
    model.schemas,
    messages.map(({ schema }) => schema),
  ).filter((name) => !declared.has(name));
  const sections = [
    ...shared.map((name) => declare(names.get(name) ?? typeName(name), model.schemas[name] ?? true, [], typeOf)),
    ...messages
      .filter(({ id, schema }) => id !== schema)
      .map((message) => {
        const notes = [message.summary, `\`${message.name}\`, ${arrow(message.direction)}.`];
        return names.get(message.schema) === typeName(message.id)
          ? declare(typeName(message.id), model.schemas[message.schema] ?? true, notes, typeOf)
          : `${comment(notes)}export type ${typeName(message.id)} = ${typeOf(`#/schemas/${message.schema}`)};\n`;
      }),
    ...profile.channels.flatMap((channel) => directionsOf(channel).map((direction) => printUnion(channel, direction))),
    ...profile.channels.filter(({ facts }) => facts.transport === 'socketio').flatMap(printEventMaps),
  ];
  return `${banner}\n${sections.join('\n')}`;
}

/** The directions in which a channel has messages that are told from others. */
export function directionsOf({ messages }: Channel): Direction[] {
  return (['client-to-server', 'server-to-client'] as const).filter((direction) =>
    messages.some((message) => message.direction === direction && isTold(message)),
  );
}

function printUnion(channel: Channel, direction: Direction): string {
  const members = channel.messages
    .filter((message) => message.direction === direction && isTold(message))
    .map(({ id, name }) =>
      channel.facts.transport === 'socketio'
        ? `{ event: ${JSON.stringify(name)}; payload: ${typeName(id)} }`
        : typeName(id),
    );
  const union = members.map((member) => `\n  | ${member}`).join('');
  const where = channel.address || channel.id;
  return `/** Every message ${arrow(direction)} on ${where}. */\nexport type ${unionName(channel, direction)} =${union};\n`;
}

/** Whether the message is told from others by a discriminator; the handshake and acknowledgements are not. */
export function isTold({ facts }: Message): boolean {
  return facts.packet === undefined;
}

/** The shapes that Socket.IO's own types want: `Server<MxfClientEvents, MxfServerEvents>`. */
function printEventMaps(channel: Channel): string[] {
  const ackOf = (message: Message) =>
    channel.messages.find(({ id, facts }) => message.replies.includes(id) && facts.packet === 'ack');
  return directionsOf(channel).map((direction) => {
    const events = channel.messages
      .filter((message) => message.direction === direction && isTold(message))
      .map((message) => {
        const ack = ackOf(message);
        const acknowledge = ack ? `, acknowledge?: (ack: ${typeName(ack.id)}) => void` : '';
        return `${JSON.stringify(message.name)}: (payload: ${typeName(message.id)}${acknowledge}) => void;`;
      });
    const name = unionName(channel, direction).replace(/Message$/, 'Events');
    return `/** Socket.IO events ${arrow(direction)}. */\nexport interface ${name} {\n${indent(events.join('\n'))}\n}\n`;
  });
}

function arrow(direction: Direction): string {
  return direction === 'client-to-server' ? 'client → server' : 'server → client';
}

/** A payload used by one message carries that message's name; any other schema keeps its own. */
export function typeNames(messages: readonly Message[]): Map<string, string> {
  const users = Map.groupBy(messages, ({ schema }) => schema);
  return new Map(
    [...users].map(([schema, all]) => [schema, typeName(all.length === 1 && all[0] ? all[0].id : schema)] as const),
  );
}

function declare(name: string, schema: JsonSchema, notes: string[], typeOf: (ref: string) => string): string {
  const own = isObject(schema) ? schema : {};
  const lines = [...notes, ...describe(own)];
  if (isPlainObject(own)) return `${comment(lines)}export interface ${name} ${members(own, typeOf)}\n`;
  return `${comment(lines)}export type ${name} = ${print(schema, typeOf)};\n`;
}

/** The TypeScript type of a schema. What types cannot say (ranges, formats, conditions) stands in doc comments. */
function print(schema: JsonSchema, typeOf: (ref: string) => string): string {
  if (typeof schema === 'boolean') return schema ? 'unknown' : 'never';
  if (typeof schema.$ref === 'string') return typeOf(schema.$ref);
  const { nullable, ...rest } = schema;
  if (nullable === true) return `${print(rest, typeOf)} | null`;
  if ('const' in schema) return literal(schema.const);
  if (Array.isArray(schema.enum)) return schema.enum.map(literal).join(' | ');
  const unions = [schema.anyOf, schema.oneOf]
    .filter((list): list is JsonSchema[] => Array.isArray(list) && !isCondition(list))
    .map((list) => [...new Set(list.map((branch) => print(branch, typeOf)))].join(' | '));
  const parts = Array.isArray(schema.allOf) ? schema.allOf.map((part: JsonSchema) => print(part, typeOf)) : [];
  const composed = [...unions, ...parts].filter((part) => part !== 'unknown');
  const own = composed.length > 0 && saysNothing(schema) ? [] : [ownType(schema, typeOf)];
  const all = [...own.filter((part) => part !== 'unknown'), ...composed];
  if (all.length <= 1) return all[0] ?? 'unknown';
  return all.map((part) => (part.includes(' | ') ? `(${part})` : part)).join(' & ');
}

/** Beside branches, `type: object` alone adds nothing to them. */
function saysNothing(schema: SchemaObject): boolean {
  return (schema.type === 'object' || schema.type === undefined) && !('properties' in schema) && !('items' in schema);
}

function ownType(schema: SchemaObject, typeOf: (ref: string) => string): string {
  if (!Array.isArray(schema.type)) {
    return ofType(typeof schema.type === 'string' ? schema.type : impliedType(schema), schema, typeOf);
  }
  return schema.type.map((type) => ofType(String(type), schema, typeOf)).join(' | ');
}

function impliedType(schema: SchemaObject): string {
  if ('properties' in schema) return 'object';
  return 'items' in schema ? 'array' : '';
}

function ofType(type: string, schema: SchemaObject, typeOf: (ref: string) => string): string {
  if (type === 'integer') return 'number';
  if (type === 'array') {
    const items = (Array.isArray(schema.items) ? schema.items : [schema.items ?? true]) as JsonSchema[];
    const item = [...new Set(items.map((one) => print(one, typeOf)))].join(' | ');
    return /[ {]/.test(item) ? `Array<${item}>` : `${item}[]`;
  }
  if (type === 'object') return isPlainObject(schema) ? members(schema, typeOf) : record(schema, typeOf);
  return type || 'unknown';
}

function isPlainObject(schema: SchemaObject): boolean {
  const isObjectType = schema.type === 'object' || (schema.type === undefined && 'properties' in schema);
  const open = [schema.anyOf, schema.oneOf, schema.allOf].every((list) => list === undefined || isCondition(list));
  return isObjectType && isObject(schema.properties) && open;
}

/** Branches that only ask for the presence of members (`anyOf` of `required`) narrow no type. */
export function isCondition(branches: unknown): boolean {
  return (
    Array.isArray(branches) &&
    branches.every((branch) => isObject(branch) && Object.keys(branch).every((keyword) => conditional.has(keyword)))
  );
}

const conditional = new Set(['required', 'description', 'title']);

function record(schema: SchemaObject, typeOf: (ref: string) => string): string {
  if (isObject(schema.properties)) return members(schema, typeOf);
  const patterns = isObject(schema.patternProperties) ? Object.values(schema.patternProperties) : [];
  const values = [...patterns, schema.additionalProperties].filter(isObject).map((value) => print(value, typeOf));
  const isClosed = patterns.length > 0 && schema.additionalProperties === false;
  const open = values.length === 0 || (patterns.length > 0 && !isClosed && !isObject(schema.additionalProperties));
  return `{ [key: string]: ${open ? 'unknown' : [...new Set(values)].join(' | ')} }`;
}

function members(schema: SchemaObject, typeOf: (ref: string) => string): string {
  const required = new Set(Array.isArray(schema.required) ? schema.required : []);
  const properties = isObject(schema.properties) ? Object.entries(schema.properties as Record<string, JsonSchema>) : [];
  const lines = properties.map(([name, member]) => {
    const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
    const note = comment(describe(isObject(member) ? member : {}));
    return `${note}${key}${required.has(name) ? '' : '?'}: ${print(member, typeOf)};`;
  });
  if (allowsAnything(schema.additionalProperties)) lines.push('[key: string]: unknown;');
  return `{\n${indent(lines.join('\n'))}\n}`;
}

/** Objects are open anyway; one that says so invites members that are not listed. */
function allowsAnything(additional: unknown): boolean {
  return isObject(additional) && Object.keys(additional).length === 0;
}

function literal(value: unknown): string {
  return JSON.stringify(value);
}

/** Keywords that a type cannot carry, as doc tags. */
const tags = [
  'format',
  'pattern',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minItems',
  'maxItems',
  'uniqueItems',
  'default',
];

function describe(schema: SchemaObject): string[] {
  if (typeof schema.$ref === 'string') return [];
  const lines = typeof schema.description === 'string' ? [schema.description] : [];
  if (schema.type === 'integer' && !('enum' in schema)) lines.push('@type integer');
  for (const tag of tags) if (tag in schema) lines.push(`@${tag} ${printTag(schema[tag])}`);
  return lines;
}

function printTag(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function comment(lines: readonly string[]): string {
  const text = lines.filter(Boolean).join('\n').trimEnd().replaceAll('*/', '*\\/');
  if (!text) return '';
  if (!text.includes('\n')) return `/** ${text} */\n`;
  return `/**\n${text.replaceAll(/^/gm, ' * ').replaceAll(/ +$/gm, '')}\n */\n`;
}
