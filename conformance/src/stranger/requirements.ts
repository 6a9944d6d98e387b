import type { Channel, Message, Profile, Requirement } from '@agentwire/generated/model';
import { derivable } from '../derive/checks.ts';
import { isPlayable } from '../protocol.ts';

/** Messages of a client that can be sent: an instance of them is known. */
export const sendable = (channel: Channel): Message[] =>
  channel.messages.filter(({ direction, examples }) => direction === 'client-to-server' && examples.length > 0);

export const fromServer = (channel: Channel): Message[] =>
  channel.messages.filter(({ direction }) => direction === 'server-to-client');

/** Topic of the requirement that a message of a client is answered or taken; undefined for one that cannot be sent. */
export const takenTopic = (channel: Channel, message: Message): string | undefined =>
  sendable(channel).includes(message)
    ? `${message.replies.length > 0 ? 'reply' : 'take'}-${topicOf(message)}`
    : undefined;

const topicOf = (message: Message): string => message.name.replaceAll(/[^\w.-]+/g, '-');

/**
 * What a document demands of a server by its channels, messages and operations alone.
 * @param told the profile as the document has it, before names were read for more
 */
export function requirementsOf(profile: Profile, told: Profile): Requirement[] {
  const channels = profile.channels.filter(isPlayable);
  const judged = derivable(profile);
  const [survives] = channels.flatMap(({ facts }) => facts.requirements?.survives ?? []);
  const row = (channel: Channel, id: string, text: string): Requirement => ({
    id,
    level: 'MUST',
    text,
    party: 'server',
    basis: 'derived',
    needs: profile.carriers.length > 0 ? ['identity'] : [],
    covers: [],
    source: channel.source,
  });
  return [
    ...channels.flatMap((channel) => {
      const id = (topic: string): string => `${profile.id}/${channel.id}/${topic}`;
      return [
        row(channel, id('connect'), `A client can connect to ${channel.id} at ${channel.address}.`),
        ...(fromServer(channel).length > 0
          ? [row(channel, id('frames'), `Whatever the server sends on ${channel.id} is valid by a message of it.`)]
          : []),
        ...sendable(channel).map((message) =>
          row(channel, id(takenTopic(channel, message) as string), taking(channel, message)),
        ),
        ...(judged.includes(channel) ? [refusing(row(channel, id('refuse'), ''), channel, told)] : []),
      ];
    }),
    ...(survives && channels[0] ? [row(channels[0], survives, 'No frame ends the server.')] : []),
  ];
}

const taking = (channel: Channel, message: Message): string =>
  message.replies.length > 0
    ? `The server answers ${message.name} by ${answersOf(channel, message)}.`
    : `The server takes ${message.name}: the connection stays open.`;

const answersOf = (channel: Channel, message: Message): string =>
  message.replies.map((id) => channel.messages.find((reply) => reply.id === id)?.name ?? id).join(' or ');

/** A refusal that is only known by its usual name binds less. */
function refusing(row: Requirement, channel: Channel, told: Profile): Requirement {
  const refusal = channel.messages.find(({ id }) => id === channel.facts.refusal)?.name;
  const isTold = told.channels.some(({ id, facts }) => id === channel.id && facts.refusal !== undefined);
  return {
    ...row,
    level: isTold ? 'MUST' : 'SHOULD',
    text: `The server takes every valid message of ${channel.id} and answers any other frame by ${refusal}.`,
    ...(isTold ? {} : { note: `That ${refusal} refuses is read out of its name; x-agentwire.refusal would say it.` }),
  };
}
