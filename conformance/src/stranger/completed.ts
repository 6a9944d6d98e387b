import type { Channel, Message, Model, Profile } from '@agentwire/generated/model';
import { madeUp } from '../derive/instances.ts';
import { Judge } from '../judge.ts';
import { isPlayable } from '../protocol.ts';
import { requirementsOf, takenTopic } from './requirements.ts';
import { scenariosOf } from './scenarios.ts';

/** Names under which a harmless request usually goes. */
const HARMLESS = /^(ping|heartbeat|keep-?alive|echo)$/i;
/** Names under which a refusal usually goes. */
const REFUSAL = /(^|[-_:. ])error$/i;

/**
 * The model of a document that says nothing to judges, with what can be read out of any document: an
 * instance of each message, requirements with the scenarios that decide them, and by their usual names a
 * barrier and a refusal. Profiles with requirements of their own stay as they are.
 */
export function completed(model: Model): Model {
  const judge = new Judge(model);
  const profiles = model.profiles.map((profile): Profile => {
    if (profile.requirements.length > 0) return profile;
    const channels = profile.channels.map((channel) =>
      isPlayable(channel) ? readable(channel, model, judge) : channel,
    );
    const spoken = { ...profile, channels: channels.map((channel) => owned(channel, profile)) };
    return { ...spoken, requirements: requirementsOf(spoken, profile), scenarios: scenariosOf(spoken) };
  });
  return { ...model, profiles };
}

/** With an instance of each message, and with the facts that names give away where a frame tells its name. */
function readable(channel: Channel, model: Model, judge: Judge): Channel {
  const messages = channel.messages.map((message) => exemplified(message, model, judge));
  const { facts } = channel;
  const named = facts.discriminator.length > 0 ? messages : [];
  const barrier = facts.barrier ?? barrierAmong(named);
  const refusal = facts.refusal ?? refusalAmong(named);
  return {
    ...channel,
    messages,
    facts: { ...facts, ...(barrier ? { barrier } : {}), ...(refusal ? { refusal } : {}) },
  };
}

function exemplified(message: Message, model: Model, judge: Judge): Message {
  if (message.examples.some(({ payload }) => judge.faults(message.schema, payload).length === 0)) return message;
  const payload = madeUp(message, { schemas: model.schemas, judge });
  return payload === undefined ? message : { ...message, examples: [{ name: 'made up', payload }] };
}

function barrierAmong(messages: readonly Message[]): Channel['facts']['barrier'] {
  const request = messages.find(
    ({ direction, name, replies, examples }) =>
      direction === 'client-to-server' && HARMLESS.test(name) && replies.length === 1 && examples.length > 0,
  );
  return request && { send: request.id, expect: request.replies[0] as string };
}

function refusalAmong(messages: readonly Message[]): string | undefined {
  const named = messages.filter(({ direction, name }) => direction === 'server-to-client' && REFUSAL.test(name));
  return named.length === 1 ? named[0]?.id : undefined;
}

/** With the requirements on which observations and derived checks hang. */
function owned(channel: Channel, profile: Profile): Channel {
  if (!isPlayable(channel)) return channel;
  const id = (topic: string): string => `${profile.id}/${channel.id}/${topic}`;
  const requirements = {
    connect: id('connect'),
    envelope: id('frames'),
    malformed: id('refuse'),
    invalid: id('refuse'),
    survives: survivesOf(profile),
  };
  const messages = channel.messages.map((message) => {
    const topic = takenTopic(channel, message);
    return topic === undefined ? message : { ...message, facts: { ...message.facts, taken: id(topic) } };
  });
  return { ...channel, messages, facts: { ...channel.facts, requirements } };
}

export const survivesOf = (profile: Pick<Profile, 'id'>): string => `${profile.id}/errors/survives`;
