import { type Bundle, resolveRef } from './bundle.ts';
import { mergeAllOf } from './merge.ts';
import { kebabCase, pascalCase } from './names.ts';
import { formatPointer, isObject, parsePointer, type Segment, valueAt } from './pointer.ts';
import { DocumentError, type Problem } from './problem.ts';
import { reachable } from './reachable.ts';
import { formatPlace, readRequirements, readScenarios } from './requirements.ts';
import type {
  Carrier,
  Channel,
  ChannelFacts,
  Direction,
  Example,
  JsonSchema,
  Message,
  MessageFacts,
  Model,
  Parameter,
  Profile,
} from './shape.ts';

type Fields = Record<string, unknown>;

const reverse: Record<Direction, Direction> = {
  'client-to-server': 'server-to-client',
  'server-to-client': 'client-to-server',
};

/**
 * Builds the model of a bundled document: channels grouped by profile, messages with their direction and
 * answers, schemas with envelopes merged, and the requirements and scenarios that lie beside the document.
 *
 * @throws DocumentError when two schemas get one name
 */
export function buildModel(bundle: Bundle): Model {
  const { document } = bundle;
  const info = fields(document.info);
  const schemas = readSchemas(bundle);
  const channels = Object.keys(fields(document.channels)).map((id) => ({
    profile: profileOf(document, id),
    channel: readChannel(bundle, id, schemas),
  }));
  const ids = [...new Set(channels.map(({ profile }) => profile))];
  const payloads = channels.flatMap(({ channel }) => channel.messages.map(({ schema }) => schema));
  return {
    modelVersion: 1,
    title: text(info.title),
    version: text(info.version),
    profiles: ids.map((id) =>
      readProfile(
        bundle,
        id,
        channels.filter(({ profile }) => profile === id).map(({ channel }) => channel),
      ),
    ),
    schemas: Object.fromEntries(reachable(schemas, payloads).map((name) => [name, schemas[name] ?? true])),
  };
}

function readProfile(bundle: Bundle, id: string, channels: Channel[]): Profile {
  const { document } = bundle;
  const servers = Object.entries(fields(document.servers)).map(([name, server]) => ({ name, server: fields(server) }));
  const own = servers.filter(({ server }) => serverProfile(document, server) === id);
  const first = own[0]?.server ?? {};
  return {
    id,
    title: text(first.title) || text(fields(document.info).title),
    summary: text(first.summary) || text(first.description),
    pathname: text(first.pathname).replace(/\/$/, ''),
    carriers: readCarriers(document, first.security),
    channels,
    requirements: readRequirements(bundle, id).map(({ value }) => value),
    scenarios: readScenarios(bundle, id).map(({ value }) => value),
  };
}

/** A server's profile is its `x-agentwire.profile`; a document without any is one profile named by its title. */
function serverProfile(document: Fields, server: Fields): string {
  return text(facts(server).profile) || kebabCase(text(fields(document.info).title)) || 'default';
}

function profileOf(document: Fields, channelId: string): string {
  const channel = fields(valueAt(document, ['channels', channelId]));
  const ref = Array.isArray(channel.servers) ? fields(channel.servers[0]).$ref : undefined;
  const server = typeof ref === 'string' ? resolveRef(document, ref) : Object.values(fields(document.servers))[0];
  return serverProfile(document, fields(server));
}

function readCarriers(document: Fields, security: unknown): Carrier[] {
  if (!Array.isArray(security)) return [];
  return security.flatMap((entry): Carrier[] => {
    const ref = text(fields(entry).$ref);
    const scheme = ref.split('/').at(-1) ?? '';
    const definition = fields(resolveRef(document, ref));
    const message = text(facts(definition).message);
    if (message) return [{ scheme, in: 'message', name: message, prefix: '' }];
    if (definition.type === 'http' && text(definition.scheme).toLowerCase() === 'bearer') {
      return [{ scheme, in: 'header', name: 'authorization', prefix: 'Bearer ' }];
    }
    const carrier = text(definition.in);
    if (definition.type === 'httpApiKey' && (carrier === 'query' || carrier === 'header' || carrier === 'cookie')) {
      return [{ scheme, in: carrier, name: text(definition.name), prefix: '' }];
    }
    return [];
  });
}

function readChannel(bundle: Bundle, id: string, schemas: Record<string, JsonSchema>): Channel {
  const { document } = bundle;
  const channel = fields(valueAt(document, ['channels', id]));
  const declared = Object.keys(fields(channel.messages)).map((key) => readMessage(bundle, id, key, schemas));
  const uses = usesOf(document, id);
  const given = facts(channel);
  const discriminator = Array.isArray(given.discriminator)
    ? given.discriminator.map(String)
    : inferDiscriminator(
        declared.map(({ schema }) => schema),
        schemas,
      );
  const messages = declared.flatMap(({ key, ...message }) => {
    const directions = [...new Set(uses.filter((use) => use.key === key).map((use) => use.direction))];
    return directions.map(
      (direction): Message => ({
        ...message,
        direction,
        discriminant: discriminantOf(message.schema, discriminator, schemas),
        replies: uses
          .filter((use) => use.key === key && use.direction === direction)
          .flatMap((use) => use.replies)
          .map((reply) => declared.find((other) => other.key === reply)?.id ?? reply),
      }),
    );
  });
  return {
    id,
    address: text(channel.address),
    title: text(channel.title),
    description: text(channel.description),
    parameters: Object.entries(fields(channel.parameters)).map(([name, value]): Parameter => {
      const parameter = follow(document, value);
      return {
        name,
        description: text(parameter.description),
        enum: strings(parameter.enum),
        examples: strings(parameter.examples),
      };
    }),
    messages,
    facts: { transport: 'websocket', frames: 'text', ...given, discriminator } as ChannelFacts,
    source: formatPlace(bundle.place(['channels', id])),
  };
}

function readMessage(bundle: Bundle, channelId: string, key: string, schemas: Record<string, JsonSchema>) {
  const { document } = bundle;
  const home = messageHome(document, channelId, key);
  const message = fields(valueAt(document, home));
  const id = pascalCase(home[0] === 'components' ? String(home.at(-1)) : `${channelId}-${key}`);
  return {
    key,
    id,
    name: text(message.name) || key,
    title: text(message.title),
    summary: text(message.summary) || text(message.description),
    schema: payloadSchema(bundle, id, message.payload, [...home, 'payload'], schemas),
    examples: (Array.isArray(message.examples) ? message.examples : []).map(
      (example, i): Example => ({
        name: text(fields(example).name) || `example-${i + 1}`,
        payload: fields(example).payload,
      }),
    ),
    facts: facts(message) as MessageFacts,
    source: formatPlace(bundle.place(home)),
  };
}

/** Where a channel's message is written in the bundled document: in place, or among the components. */
export function messageHome(document: Fields, channelId: string, key: string): Segment[] {
  let path: Segment[] = ['channels', channelId, 'messages', key];
  for (let hops = 0; hops < 100; hops++) {
    const ref = text(fields(valueAt(document, path)).$ref);
    if (!ref) break;
    path = parsePointer(ref.slice(1));
  }
  return path;
}

/** Name of a payload's schema; an inline payload is added to the schemas as `<message id>Payload`. */
function payloadSchema(
  bundle: Bundle,
  messageId: string,
  payload: unknown,
  path: Segment[],
  schemas: Record<string, JsonSchema>,
): string {
  const ref = text(fields(payload).$ref);
  if (ref.startsWith('#/components/schemas/')) return schemaName(ref);
  const name = `${messageId}Payload`;
  const schema = payload === undefined ? true : localSchema(bundle, payload);
  const known = schemas[name];
  if (known !== undefined && JSON.stringify(known) !== JSON.stringify(schema)) {
    throw new DocumentError([
      {
        place: bundle.place(path),
        rule: 'name-clash',
        message: `the payload of ${messageId} would be named ${name}, like another schema`,
      },
    ]);
  }
  schemas[name] = schema;
  return name;
}

function readSchemas(bundle: Bundle): Record<string, JsonSchema> {
  const named = fields(valueAt(bundle.document, ['components', 'schemas']));
  const problems: Problem[] = [];
  const schemas: Record<string, JsonSchema> = {};
  for (const [key, schema] of Object.entries(named)) {
    const name = pascalCase(key);
    if (name in schemas) {
      const place = bundle.place(['components', 'schemas', key]);
      problems.push({ place, rule: 'name-clash', message: `${key} and another schema would both be named ${name}` });
    }
    schemas[name] = localSchema(bundle, schema);
  }
  if (problems.length > 0) throw new DocumentError(problems);
  return schemas;
}

/** A schema of the document with envelopes merged and references as `#/schemas/Name`. */
function localSchema(bundle: Bundle, schema: unknown): JsonSchema {
  const multiFormat = isObject(schema) && 'schemaFormat' in schema ? schema.schema : schema;
  const merged = mergeAllOf(multiFormat as JsonSchema, (ref) => resolveRef(bundle.document, ref) as JsonSchema);
  const rename = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(rename);
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => [
        key,
        key === '$ref' && typeof member === 'string' ? `#/schemas/${schemaName(member)}` : rename(member),
      ]),
    );
  };
  return rename(merged) as JsonSchema;
}

function schemaName(ref: string): string {
  return pascalCase(ref.split('/').at(-1) ?? '');
}

interface Use {
  key: string;
  direction: Direction;
  /** Keys of the messages that answer. */
  replies: string[];
}

/** How operations use the messages of a channel; replies run the other way. */
function usesOf(document: Fields, channelId: string): Use[] {
  const channelRef = `#${formatPointer(['channels', channelId])}`;
  const all = Object.keys(fields(valueAt(document, ['channels', channelId, 'messages'])));
  return Object.values(fields(document.operations)).flatMap((value): Use[] => {
    const operation = fields(value);
    const direction: Direction = operation.action === 'receive' ? 'client-to-server' : 'server-to-client';
    const reply = fields(operation.reply);
    const keysOf = (owner: Fields): string[] =>
      Array.isArray(owner.messages) ? owner.messages.map((ref) => text(fields(ref).$ref).split('/').at(-1) ?? '') : all;
    const replies = text(fields(reply.channel).$ref) === channelRef ? keysOf(reply) : [];
    const own = text(fields(operation.channel).$ref) === channelRef ? keysOf(operation) : [];
    return [
      ...own.map((key) => ({ key, direction, replies })),
      ...replies.map((key) => ({ key, direction: reverse[direction], replies: [] })),
    ];
  });
}

/** The value of each discriminator property that a schema fixes by `const` or an `enum` of one. */
function discriminantOf(
  schema: string,
  discriminator: readonly string[],
  schemas: Record<string, JsonSchema>,
): Record<string, string> {
  const found: Record<string, string> = {};
  for (const property of discriminator) {
    const path = property.split('.').flatMap((name) => ['properties', name]);
    let value: unknown = { $ref: `#/schemas/${schema}` };
    for (const segment of path) value = fields(dereference(value, schemas))[segment];
    const fixed = fixedValue(fields(dereference(value, schemas)));
    if (fixed !== undefined) found[property] = fixed;
  }
  return found;
}

function fixedValue(schema: Fields): string | undefined {
  if (typeof schema.const === 'string') return schema.const;
  if (Array.isArray(schema.enum) && schema.enum.length === 1) return String(schema.enum[0]);
  return undefined;
}

function dereference(value: unknown, schemas: Record<string, JsonSchema>): unknown {
  const ref = text(fields(value).$ref);
  return ref ? dereference(schemas[ref.slice('#/schemas/'.length)], schemas) : value;
}

/** Properties that every payload fixes to a value; the first one that tells all payloads apart is enough. */
function inferDiscriminator(names: readonly string[], schemas: Record<string, JsonSchema>): string[] {
  const candidates = names.map((name) =>
    Object.keys(fields(fields(schemas[name]).properties)).filter(
      (property) => property in discriminantOf(name, [property], schemas),
    ),
  );
  return (candidates[0] ?? []).filter((property) => candidates.every((own) => own.includes(property)));
}

function follow(document: Fields, value: unknown): Fields {
  const ref = text(fields(value).$ref);
  return ref ? fields(resolveRef(document, ref)) : fields(value);
}

function facts(value: Fields): Fields {
  return fields(value['x-agentwire']);
}

function fields(value: unknown): Fields {
  return isObject(value) ? value : {};
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
