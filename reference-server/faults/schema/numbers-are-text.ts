import { faultAt } from '../fault.ts';
import { altered } from '../message.ts';
import { seams } from '../seams.ts';

/** Members that are text in every message that has them. */
const texts = new Set(
  'agentId channelId content coordination file filePath key language name prompt projectId resource targetId token type workflowId'.split(
    ' ',
  ),
);

/** Where text belongs a number will do. */
export const fault = faultAt(seams.receive, {
  breaks: [
    'autosdlc/errors/invalid-message',
    'codex/errors/invalid-request',
    'devmentor/errors/invalid-message',
    'mxf/errors/invalid-payload',
  ],
  around:
    (hit) =>
    ({ args: [received], proceed }) =>
      proceed(
        altered(received, function text(value: unknown): unknown {
          if (Array.isArray(value)) return value.map(text);
          if (!(value instanceof Object) || value instanceof Uint8Array) return value;
          return Object.fromEntries(
            Object.entries(value).map(([member, inner]) => {
              if (typeof inner !== 'number' || !texts.has(member)) return [member, text(inner)];
              hit();
              return [member, String(inner)];
            }),
          );
        }),
      ),
});
