import type { Channel, Profile } from '@agentwire/generated/model';
import { isPlayable } from '../protocol.ts';
import { fromServer, sendable } from './requirements.ts';

/** Facts that AsyncAPI has no word for, by what stays open without them. */
const UNTOLD: readonly { fact: keyof Channel['facts']; what: string }[] = [
  { fact: 'heartbeat', what: 'heartbeats and silence' },
  { fact: 'rateLimit', what: 'rate limits' },
  { fact: 'authentication', what: 'what becomes of a missing or bad credential' },
  { fact: 'closeCodes', what: 'close codes' },
];

/**
 * What could not be decided by a document, and which extension would let it, in sentences.
 * @param profile as it is judged
 * @param told as the document has it
 */
export function openQuestions(profile: Profile, told: Profile): string[] {
  if (told.requirements.length > 0) return [];
  return [
    ...profile.channels.filter(isPlayable).flatMap((channel) => ofChannel(channel)),
    ...untold(profile.channels.filter(isPlayable)),
    `${profile.id}: what the server does beyond single answers is not judged: requirements.yaml and scenarios beside ` +
      'the document would say it',
  ];
}

function ofChannel(channel: Channel): string[] {
  const { id, facts, messages } = channel;
  const mute = messages.filter((one) => one.direction === 'client-to-server' && !sendable(channel).includes(one));
  const answers = new Set([...messages.flatMap(({ replies }) => replies), facts.refusal]);
  const pushed = fromServer(channel).filter((message) => !answers.has(message.id));
  const isSpokenOn = messages.some(({ direction }) => direction === 'client-to-server');
  const names = (list: readonly { name: string }[]): string => list.map(({ name }) => name).join(', ');
  return [
    ...(facts.refusal === undefined && isSpokenOn
      ? [`${id}: wrong frames are not judged; x-agentwire.refusal on the channel would name the message that refuses`]
      : []),
    ...(facts.barrier === undefined && isSpokenOn
      ? [
          `${id}: whether a frame was ignored cannot be told; x-agentwire.barrier on the channel would name a ` +
            'harmless request and its answer',
        ]
      : []),
    ...(mute.length > 0 ? [`${id}: ${names(mute)} could not be sent; a valid example would let it`] : []),
    ...(pushed.length > 0
      ? [
          `${id}: ${names(pushed)} ${pushed.length === 1 ? 'is' : 'are'} judged only where the server sends ` +
            `${pushed.length === 1 ? 'it' : 'them'} unasked; ` +
            'scenarios would say what brings them about',
        ]
      : []),
    ...(facts.discriminator.length === 0 && messages.length > 1
      ? [`${id}: nothing tells its messages apart; x-agentwire.discriminator, or a const in each payload, would`]
      : []),
  ];
}

function untold(channels: readonly Channel[]): string[] {
  const open = UNTOLD.filter(({ fact }) => channels.every(({ facts }) => facts[fact] === undefined));
  if (open.length === 0 || channels.length === 0) return [];
  const [what, facts] = [open.map((one) => one.what), open.map(({ fact }) => `x-agentwire.${fact}`)];
  return [`not judged: ${what.join(', ')}; ${facts.join(', ')} on a channel would let it`];
}
