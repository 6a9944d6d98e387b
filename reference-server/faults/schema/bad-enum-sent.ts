import { faultAt } from '../fault.ts';
import type { Message } from '../message.ts';
import { seams } from '../seams.ts';

/** A status reads as the document has none. */
export const fault = faultAt(seams.answer, {
  breaks: ['autosdlc/subscribe/update-fields'],
  around:
    (hit) =>
    ({ args: [draft, inReplyTo], proceed }) =>
      proceed(spoilt(draft, hit) as Message, inReplyTo),
});

function spoilt(value: unknown, hit: () => void): unknown {
  if (Array.isArray(value)) return value.map((item) => spoilt(item, hit));
  if (!(value instanceof Object)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([member, inner]) => {
      if (typeof inner !== 'string' || !/^(active|cancelled|rejected)$/.test(inner))
        return [member, spoilt(inner, hit)];
      hit();
      return [member, `${inner}ish`];
    }),
  );
}
