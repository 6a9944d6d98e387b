import type { Outgoing } from '../src/encoded.ts';
import type { Frame } from '../src/frame.ts';
import type { Received } from '../src/received.ts';

/** A message as faults look at it, of whichever profile. */
export interface Message {
  type?: string;
  /** Of a profile that has its payload beside the name. */
  event?: string;
  payload?: Record<string, unknown>;
  data?: unknown;
  [member: string]: unknown;
}

/** What tells a message apart from others of its channel. */
export const nameOf = ({ event, type }: Message): string => event ?? type ?? '';

/** Whether it says that something was refused. */
export const isError = (message: Message): boolean => /^(\w+:)?(error|auth_failure)$/.test(nameOf(message));

/** Code of an error; its words on a channel that has no codes. */
export function codeOf({ code, payload, data }: Message): string {
  const { code: inData, error } = (data ?? {}) as Record<string, unknown>;
  return String(code ?? payload?.code ?? inData ?? error ?? '');
}

/** What a client sent, other than it sent it. */
export function altered(received: Received, edit: (value: unknown) => unknown): Received {
  const { size, acknowledgementId } = received;
  return {
    size,
    acknowledgementId,
    decode(bounds) {
      const decoded = received.decode(bounds);
      return { ...decoded, value: edit(decoded.value) };
    },
    keep: () => altered(received.keep(), edit),
  };
}

/** What an event says, other than it was said. */
export function alteredEvent(event: Outgoing, edit: (message: Message) => Message): Outgoing {
  const { name, message } = event;
  return { name, message, frame: (variant) => alteredFrame(event.frame(variant), edit) };
}

/** Text before the JSON is Socket.IO's, and the payload stands behind the name in an array. */
function alteredFrame({ bytes, ...rest }: Frame, edit: (message: Message) => Message): Frame {
  const text = Buffer.from(bytes).toString();
  const [prefix = ''] = /^\d*/.exec(text) ?? [];
  const value = JSON.parse(text.slice(prefix.length));
  if (!Array.isArray(value)) return { ...rest, bytes: Buffer.from(JSON.stringify(edit(value))) };
  const [event, payload] = value;
  const edited = edit({ event, payload });
  return { ...rest, bytes: Buffer.from(`${prefix}${JSON.stringify([edited.event, edited.payload])}`) };
}
