import { type Bundle, resolveRef } from './bundle.ts';
import { discriminantOf, inferDiscriminator } from './discriminator.ts';
import { type Fields, facts, fields, follow, strings, text } from './fields.ts';
import { mergeAllOf } from './merge.ts';
import { kebabCase, pascalCase } from './names.ts';
import { isObject, parsePointer, type Segment, valueAt } from './pointer.ts';
import { DocumentError, type Problem } from './problem.ts';
import { reachable } from './reachable.ts';
import { formatPlace, readRequirements, readScenarios } from './requirements.ts';
import type {
  Carrier,
  Channel,
  ChannelFacts,
  Example,
  JsonSchema,
  Message,
  MessageFacts,
  Model,
  Parameter,
  Profile,
} from './shape.ts';
import { usesOf } from './uses.ts';

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
  return serverProfile(document, serverOf(document, channelId));
}

/** The first server of a channel; a channel that names none is on all of them. */
function serverOf(document: Fields, channelId: string): Fields {
  const channel = fields(valueAt(document, ['channels', channelId]));
  const ref = Array.isArray(channel.servers) ? fields(channel.servers[0]).$ref : undefined;
  return follow(document, typeof ref === 'string' ? { $ref: ref } : Object.values(fields(document.servers))[0]);
}

/** By the server's protocol; a document without servers is taken for one about WebSockets. */
function transportOf(document: Fields, channelId: string): 'websocket' | 'other' {
  const protocol = text(serverOf(document, channelId).protocol).toLowerCase();
  return ['', 'ws', 'wss'].includes(protocol) ? 'websocket' : 'other';
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
  const payloads = declared.map(({ schema }) => schema);
  const discriminator = 'discriminator' in given ? strings(given.discriminator) : inferDiscriminator(payloads, schemas);
  const byEvent = given.transport === 'socketio';
  const messages = declared.flatMap(({ key, ...message }) => {
    const directions = [...new Set(uses.filter((use) => use.key === key).map((use) => use.direction))];
    return directions.map(
      (direction): Message => ({
        ...message,
        direction,
        discriminant: byEvent ? eventDiscriminant(message) : discriminantOf(message.schema, discriminator, schemas),
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
    facts: {
      transport: transportOf(document, id),
      frames: 'text',
      ...given,
      discriminator: byEvent ? ['event'] : discriminator,
    } as ChannelFacts,
    source: formatPlace(bundle.place(['channels', id])),
  };
}

/** Socket.IO tells messages by the event's name, which is no member of the payload. */
function eventDiscriminant(message: { name: string; facts: MessageFacts }): Record<string, string> {
  return message.facts.packet ? { packet: message.facts.packet } : { event: message.name };
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
    ...correlationOf(document, message.correlationId),
    source: formatPlace(bundle.place(home)),
  };
}

/** `$message.payload#/id` is the pointer `/id`; a correlation id in a header is on no wire that we read. */
function correlationOf(document: Fields, given: unknown): { correlation?: string } {
  const [, pointer] = /^\$message\.payload#(\/.*)$/.exec(text(follow(document, given).location)) ?? [];
  return pointer === undefined ? {} : { correlation: pointer };
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
