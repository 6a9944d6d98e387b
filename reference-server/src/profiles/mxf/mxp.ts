import { mxf } from '@agentwire/generated/constants/mxf';
import type { MxfContent } from '@agentwire/generated/types/mxf';
import type { Identity } from '../../credentials.ts';
import type { Alternatives, Variant } from '../../encoded.ts';
import { valueAt } from '../../pointer.ts';
import { type Format, formsOf } from '../../services/mxp/mxp.ts';
import type { Mxf } from './protocol.ts';

const { encryption: facts, limits } = mxf.channels.mxf;

/** Whether each is for those alone who have MXP enabled; text is for whoever asks. */
const formats: Readonly<Record<Format, { needsMxp: boolean }>> = {
  auto: { needsMxp: true },
  mxp: { needsMxp: true },
  'natural-language': { needsMxp: false },
};

/** What an agent receives, by the `mxp` of its metadata; `plain` where it has none (MXF-A19). */
export function variantFor(metadata: Readonly<Record<string, unknown>>): Variant {
  const wanted = valueAt(metadata, '/mxp/preferredFormat') ?? 'auto';
  const format = (Object.keys(formats) as Format[]).find((candidate) => candidate === wanted);
  const isEnabled = valueAt(metadata, '/mxp/enabled') === true;
  return format && (isEnabled || !formats[format].needsMxp) ? format : 'plain';
}

/** Of a direct message, whose two ends stand in the place of a channel's id. */
export function scopeBetween(one: string, other: string): string {
  return [one, other].sort().join('|');
}

export interface Delivery {
  content: MxfContent;
  /** The channelId, or what stands in its place. */
  scope: string;
  sender: Identity | undefined;
  /** The message with that content. */
  draftOf: (content: MxfContent) => Mxf['draft'];
}

/**
 * One message for all its receivers: the plain one, and the others by what they prefer.
 *
 * @throws ProtocolError as `formsOf`
 */
export function draftsOf({ content, scope, sender, draftOf }: Delivery): [Mxf['draft'], Alternatives<Mxf['draft']>] {
  const { plain, preferred } = formsOf(content, { facts, limits, scope, domainKey: sender?.domainKey });
  const alternatives = Object.entries(preferred).map(([format, form]) => [format, () => draftOf(form() as MxfContent)]);
  return [draftOf(plain as MxfContent), Object.fromEntries(alternatives)];
}

/**
 * The forms of a message that comes from elsewhere. One that is encrypted, or is to be, stays as it is: there is
 * no domain key to it here.
 */
export function alternativesOf(message: Mxf['server']): Alternatives<Mxf['server']> {
  if (message.event !== 'message' && message.event !== 'direct_message') return {};
  const { event, payload } = message;
  const { content } = payload;
  if (typeof content !== 'string' && (content.encrypted || 'ciphertext' in content.payload)) return {};
  const draftOf = (form: MxfContent): Mxf['draft'] =>
    ({ event, payload: { ...payload, content: form } }) as Mxf['draft'];
  const [, alternatives] = draftsOf({ content, scope: '', sender: undefined, draftOf });
  return alternatives;
}
