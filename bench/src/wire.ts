import type { Channel, Message, Profile } from '@agentwire/generated/model';
import { Failure } from './failure.ts';
import { valueAt, withValue } from './pointer.ts';
import { socketioOpening } from './transports/socketio.ts';
import type { TransportId } from './transports/transport.ts';
import { transports } from './transports.ts';

/** What a message of one kind looks like: the values of its discriminator properties, `{type: 'auth'}`. */
export type Discriminant = Record<string, string>;

export type Step = { say: string } | { hear: Discriminant };

/** What one client says and hears; `${token}`, `${connection}` and `${pattern}` in a text are filled in for each. */
export interface ClientWire {
  transport: TransportId;
  /** In this order, before the client counts as subscribed. */
  dialogue: Step[];
  /** A harmless request and its answer: once it has come, all that was sent before has been handled. */
  barrier?: { say: string; hear: Discriminant };
  /** How often a client shows a sign of life, milliseconds; the barrier's request serves. */
  signOfLifeMs?: number;
}

/** What of a wire text stands for a value of each connection. */
export const holes = { token: `\${token}`, connection: `\${connection}`, pattern: `\${pattern}` } as const;

/** @throws Failure `usage` when the bench does not speak the channel's transport */
function transportOf({ id, facts: { transport } }: Channel): TransportId {
  if (transport in transports) return transport as TransportId;
  throw new Failure('usage', `channel '${id}' travels by ${transport}, which the bench does not speak`);
}

/** How clients of a channel come to be subscribed; `subscription` is the payload that subscribes. */
export function wireOf(
  profile: Profile,
  channel: Channel,
  subscription?: { send: string; payload: unknown },
): ClientWire {
  const transport = transportOf(channel);
  const { opening, barrier, clientHeartbeat } = channel.facts;
  const say = (message: Message, payload: unknown) => ({ say: transports[transport].say(message.name, payload) });
  const dialogue: Step[] = [];
  if (transport === 'socketio') dialogue.push(...socketioDialogue(channel));
  if (opening) dialogue.push({ hear: messageOf(channel, opening).discriminant });
  const credential = presented(profile, channel);
  if (credential) {
    dialogue.push(say(credential, withCredential(credential)));
    dialogue.push(...answerTo(channel, credential));
  }
  if (subscription) {
    const message = messageOf(channel, subscription.send);
    dialogue.push(say(message, subscription.payload));
    if (!barrier) dialogue.push(...answerTo(channel, message));
  }
  if (!barrier) return { transport, dialogue };
  const request = messageOf(channel, barrier.send);
  const text = say(request, barrier.payload ?? request.examples[0]?.payload ?? request.discriminant).say;
  return {
    transport,
    dialogue,
    barrier: { say: text, hear: messageOf(channel, barrier.expect).discriminant },
    ...(clientHeartbeat ? { signOfLifeMs: clientHeartbeat.intervalMs } : {}),
  };
}

/** @throws Failure `usage` */
export function messageOf(channel: Channel, id: string): Message {
  const message = channel.messages.find((candidate) => candidate.id === id);
  if (message) return message;
  const known = channel.messages.map((candidate) => candidate.id).join(', ');
  throw new Failure('usage', `channel '${channel.id}' has no message '${id}'; it has ${known}`);
}

function socketioDialogue({ facts }: Channel): Step[] {
  const namespace = facts.socketio?.namespace ?? '/';
  if (namespace !== '/') throw new Failure('usage', `the bench speaks the main namespace only, not ${namespace}`);
  const { hearOpen, sayConnect, hearConnect } = socketioOpening;
  return [{ hear: { ...hearOpen } }, { say: sayConnect }, { hear: { ...hearConnect } }];
}

/** The message that carries the credential, where nothing before it can. */
function presented(profile: Profile, channel: Channel): Message | undefined {
  if (profile.carriers.some((carrier) => carrier.in !== 'message')) return undefined;
  return channel.messages.find(({ id }) => profile.carriers.some(({ name }) => name === id));
}

function withCredential({ examples, discriminant, facts }: Message): unknown {
  const payload = (examples[0]?.payload ?? discriminant) as Record<string, unknown>;
  return facts.credential === undefined ? payload : withValue(payload, facts.credential, holes.token);
}

/** The first answer that the document names. */
function answerTo(channel: Channel, message: Message): Step[] {
  const reply = channel.messages.find(({ id }) => id === message.replies[0]);
  return reply ? [{ hear: reply.discriminant }] : [];
}

/** Whether a message has the values of a discriminant. */
export function isOfKind(message: unknown, discriminant: Discriminant): boolean {
  return Object.entries(discriminant).every(
    ([path, value]) => valueAt(message, `/${path.replaceAll('.', '/')}`) === value,
  );
}
