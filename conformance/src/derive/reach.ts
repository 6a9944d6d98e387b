import type { Channel, Message, Model, Profile } from '@agentwire/generated/model';
import type { Judge } from '../judge.ts';
import { payloadPlace } from '../protocol.ts';
import { derivable, derivedChecks, ownedByDiscriminator } from './checks.ts';
import type { DerivedCheck } from './derived-check.ts';
import { type Free, type KeywordPlace, keywordPlaces } from './keyword-places.ts';

/** A keyword of a client's message for which no derived check was made. */
export interface Unreached {
  channel: string;
  message: string;
  at: string;
  why: string;
}

/** How many of the keywords in what clients send are each broken, or for a listed value shown, by a derived check. */
export interface Reach {
  /** Those that can be broken: a server may refuse for it. */
  places: number;
  reached: number;
  unreached: Unreached[];
  /** Those that nobody can break, since the document allows it all the same. */
  free: Unreached[];
}

const FREE: Record<Free, string> = {
  ignored: 'servers ignore it, so nothing there is a fault',
  tolerated: 'an alternative that a server need not take',
  outdone: 'an alternative beside it takes any value of its type',
};

/** A message that stands on several channels counts on each. Where the subject is the client, it is the one that sends. */
export function reachOf(options: { model: Model; profile: Profile; judge: Judge }): Reach {
  const { model, profile } = options;
  const checks = derivedChecks(options);
  const all = profile.channels
    .filter(({ facts }) => facts.role !== 'client')
    .flatMap((channel) =>
      channel.messages
        .filter(({ direction }) => direction === 'client-to-server')
        .flatMap((message) =>
          keywordPlaces({ $ref: `#/schemas/${message.schema}` }, model.schemas).map((place) => {
            const { at, free } = place;
            const why = free === undefined ? left({ profile, channel, message, place, checks }) : FREE[free];
            return { channel: channel.id, message: message.name, at, why, free };
          }),
        ),
    );
  const told = (those: typeof all): Unreached[] =>
    those.flatMap(({ free, why, ...place }) => (why === undefined ? [] : [{ ...place, why }]));
  const binding = all.filter(({ free }) => free === undefined);
  const unreached = told(binding);
  const free = told(all.filter((one) => one.free !== undefined));
  return { places: binding.length, reached: binding.length - unreached.length, unreached, free };
}

interface Joined {
  profile: Profile;
  channel: Channel;
  message: Message;
  place: KeywordPlace;
  checks: readonly DerivedCheck[];
}

/** Why a place is not reached; undefined when it is. */
function left({ profile, channel, message, place, checks }: Joined): string | undefined {
  const ours = checks.filter((check) => check.channel === channel);
  const own = ours.filter((check) => check.message === message);
  if (own.some(({ reaches }) => reaches?.includes(place.at))) return undefined;
  if (isOfFrame(channel, place) && ours.some(({ message: of, expectation }) => !of && expectation === 'refused'))
    return undefined;
  if (message.facts.packet !== undefined) return 'a packet of the transport, which scenarios decide';
  if (!derivable(profile).includes(channel)) return 'the channel names no refusal or no barrier to see one by';
  if (place.at === '/type') return 'no member is required, so a server need not look at the payload';
  return 'no fault was found that is wrong for this reason alone';
}

/** Whether it says what any frame must be: an object with a name. Frames that are none are sent once for a channel. */
const isOfFrame = (channel: Channel, { at, path }: KeywordPlace): boolean =>
  ownedByDiscriminator(channel, path) || (payloadPlace(channel) === '' && at === '/type');
