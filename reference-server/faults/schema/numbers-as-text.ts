import { faultAt } from '../fault.ts';
import type { Message } from '../message.ts';
import { seams } from '../seams.ts';

/** Every number is sent as text. */
export const fault = faultAt(seams.answer, {
  breaks: ['autosdlc/heartbeat/pong', 'codex/generate/end-fields', 'devmentor/code-context/suggestion-fields'],
  around:
    (hit) =>
    ({ args: [draft, inReplyTo], proceed }) =>
      proceed(asText(draft, hit) as Message, inReplyTo),
});

function asText(value: unknown, hit: () => void): unknown {
  if (typeof value === 'number') {
    hit();
    return String(value);
  }
  if (Array.isArray(value)) return value.map((item) => asText(item, hit));
  if (!(value instanceof Object)) return value;
  return Object.fromEntries(Object.entries(value).map(([member, inner]) => [member, asText(inner, hit)]));
}
