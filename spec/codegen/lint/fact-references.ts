import type { Bundle } from '../bundle.ts';
import { isObject, parsePointer } from '../pointer.ts';
import type { Problem } from '../problem.ts';
import type { Channel, JsonSchema, Model, Profile } from '../shape.ts';

/** What `x-agentwire` points at exists: message ids, requirement ids, JSON pointers into payloads. */
export function factReferences(bundle: Bundle, model: Model): Problem[] {
  return model.profiles.flatMap((profile) =>
    profile.channels.flatMap((channel) => [
      ...channelFacts(bundle, model, profile, channel),
      ...messageFacts(bundle, model, profile, channel),
    ]),
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
  const delivered = channel.messages.find(({ id }) => id === facts.bench?.delivers);
  const stamp = facts.bench?.stamp ?? '';
  const lost =
    delivered && !reaches(model, delivered.schema, stamp)
      ? [problem(bundle, [...path, 'bench', 'stamp'], `${stamp} leads nowhere in ${delivered.schema}`)]
      : [];
  return [...unknownMessages, ...unknownRequirements, ...lost];
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
