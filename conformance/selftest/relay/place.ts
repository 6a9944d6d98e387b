import type { Channel, Message, Model } from '@agentwire/generated/model';
import { isObject } from '../../src/json.ts';
import { classify, isPlayable, payloadPlace } from '../../src/protocol.ts';

/** The channel that is mounted at the path of a URL. */
export function channelAt(model: Model, url: string): Channel | undefined {
  const [path = ''] = url.split('?');
  return model.profiles
    .flatMap((profile) => profile.channels.filter(isPlayable).map((channel) => ({ profile, channel })))
    .find(({ profile, channel }) => {
      const pattern = `${profile.pathname}${channel.address}`.replace(/\/$/, '').replaceAll(/\{\w+\}/g, '[^/]+');
      return new RegExp(`^${pattern}/?$`).test(path);
    })?.channel;
}

/** A message in a text of the wire. */
export interface Told {
  message: Message;
  /** As the kit sees it: on Socket.IO its name and its payload. */
  value: unknown;
  /** The text that says something else in its place. */
  saying(value: unknown): string;
}

/** An event of Socket.IO without attachments, behind what Engine.IO and the packet put before it. */
const EVENT = /^42\d*(?=\[)/;

/** The message that a text is; nothing for packets of the transport and for what is no JSON. */
export function read(channel: Channel, text: string): Told | undefined {
  const isSocketIo = payloadPlace(channel) !== '';
  const prefix = isSocketIo ? EVENT.exec(text)?.[0] : '';
  if (prefix === undefined) return undefined;
  const parsed = parse(text.slice(prefix.length));
  const value = isSocketIo && Array.isArray(parsed) ? { event: parsed[0], payload: parsed[1] } : parsed;
  const message = classify(channel, 'server-to-client', value);
  if (!message) return undefined;
  return {
    message,
    value,
    saying: (other) => {
      const { event, payload } = (isObject(other) ? other : {}) as { event?: unknown; payload?: unknown };
      return `${prefix}${JSON.stringify(isSocketIo ? [event, payload] : other)}`;
    },
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
