import type { Bundle } from '../bundle.ts';
import { isObject, parsePointer } from '../pointer.ts';
import type { Problem } from '../problem.ts';
import { schemaOwners } from '../schema-owners.ts';
import type { Channel, JsonSchema, Model, Profile } from '../shape.ts';

/** What `x-agentwire` points at exists: message ids, requirement ids, JSON pointers into payloads. */
export function factReferences(bundle: Bundle, model: Model): Problem[] {
  return [
    ...model.profiles.flatMap((profile) =>
      profile.channels.flatMap((channel) => [
        ...channelFacts(bundle, model, profile, channel),
        ...messageFacts(bundle, model, profile, channel),
      ]),
    ),
    ...owners(bundle, model),
  ];
}

function owners(bundle: Bundle, model: Model): Problem[] {
  const known = new Set(model.profiles.flatMap(({ requirements }) => requirements.map(({ id }) => id)));
  return schemaOwners(model)
    .filter(({ requirement }) => !known.has(requirement))
    .map(({ schema, requirement }) =>
      problem(bundle, ['components', 'schemas', schema], `there is no requirement ${requirement}`),
    );
}

function channelFacts(bundle: Bundle, model: Model, profile: Profile, channel: Channel): Problem[] {
  const { facts } = channel;
  const path = ['channels', channel.id, 'x-agentwire'];
  const messages: Record<string, string | undefined> = {
    opening: facts.opening,
    refusal: facts.refusal,
    'barrier.send': facts.barrier?.send,
    'barrier.expect': facts.barrier?.expect,
    'heartbeat.message': facts.heartbeat?.message,
    'bench.publish.send': facts.bench?.publish?.send,
    'bench.stream.send': facts.bench?.stream?.send,
    'bench.stream.token': facts.bench?.stream?.token,
    'bench.stream.end': facts.bench?.stream?.end,
    'bench.stream.failure': facts.bench?.stream?.failure,
    'bench.delivers': facts.bench?.delivers,
    'bench.subscribe.send': facts.bench?.subscribe?.send,
    ...Object.fromEntries(
      (facts.stage?.sends ?? []).flatMap(({ send, expect, for: users = [] }, index) => [
        ...users.map((user, place): [string, string] => [`stage.sends.${index}.for.${place}`, user]),
        [`stage.sends.${index}.send`, send],
        [`stage.sends.${index}.expect`, expect],
      ]),
    ),
  };
  const unknownMessages = Object.entries(messages)
    .filter(([, id]) => id !== undefined && !channel.messages.some((message) => message.id === id))
    .map(([where, id]) =>
      problem(bundle, [...path, ...where.split('.')], `${id} is not a message of channel ${channel.id}`),
    );
  const unknownRequirements = Object.entries(facts.requirements ?? {})
    .filter(([, id]) => !profile.requirements.some((requirement) => requirement.id === id))
    .map(([where, id]) => problem(bundle, [...path, 'requirements', where], `there is no requirement ${id}`));
  return [...unknownMessages, ...unknownRequirements, ...benchPointers(bundle, model, channel)];
}

/** JSON pointers of `bench` lead into the message that they are meant for. */
function benchPointers(bundle: Bundle, model: Model, { id: channelId, messages, facts }: Channel): Problem[] {
  const { bench } = facts;
  const pointers: [where: string, pointer: string | undefined, message: string | undefined][] = [
    ['stamp', bench?.stamp, bench?.delivers],
    ['publish.stamp', bench?.publish?.stamp, bench?.publish?.send],
    ['topics.subscribe', bench?.topics?.subscribe, bench?.subscribe?.send],
    ['topics.delivers', bench?.topics?.delivers, bench?.delivers],
    ['stream.id', bench?.stream?.id, bench?.stream?.send],
    ['stream.reference', bench?.stream?.reference, bench?.stream?.token],
  ];
  return pointers.flatMap(([where, pointer, messageId]) => {
    const message = messages.find(({ id }) => id === messageId);
    if (pointer === undefined || !message || reaches(model, message.schema, pointer)) return [];
    const path = ['channels', channelId, 'x-agentwire', 'bench', ...where.split('.')];
    return [problem(bundle, path, `${pointer} leads nowhere in ${message.schema}`)];
  });
}

function messageFacts(bundle: Bundle, model: Model, profile: Profile, channel: Channel): Problem[] {
  return channel.messages.flatMap((message) => {
    const path = ['components', 'messages', message.id, 'x-agentwire'];
    const { requirement, credential, event, known = [] } = message.facts;
    const pointers = [credential, ...known, ...(event?.topics ?? []).map(({ id }) => id)].filter((id) =>
      id?.startsWith('/'),
    );
    return [
      ...pointers
        .filter((pointer) => !reaches(model, message.schema, pointer ?? ''))
        .map((pointer) => problem(bundle, path, `${pointer} leads nowhere in ${message.schema}`)),
      ...(requirement && !profile.requirements.some(({ id }) => id === requirement)
        ? [problem(bundle, [...path, 'requirement'], `there is no requirement ${requirement}`)]
        : []),
    ];
  });
}

function problem(bundle: Bundle, path: string[], message: string): Problem {
  return { place: bundle.place(path), rule: 'fact-reference', message };
}

/** Whether a JSON pointer leads to a declared member of a payload. */
function reaches(model: Model, schema: string, pointer: string): boolean {
  let at: JsonSchema | undefined = { $ref: `#/schemas/${schema}` };
  for (const segment of parsePointer(pointer)) {
    at = dereference(model, at);
    const properties: unknown = isObject(at) ? at.properties : undefined;
    at = isObject(properties) ? (properties[segment] as JsonSchema | undefined) : undefined;
  }
  return at !== undefined;
}

function dereference(model: Model, schema: JsonSchema | undefined): JsonSchema | undefined {
  if (!isObject(schema) || typeof schema.$ref !== 'string') return schema;
  return dereference(model, model.schemas[schema.$ref.slice('#/schemas/'.length)]);
}
