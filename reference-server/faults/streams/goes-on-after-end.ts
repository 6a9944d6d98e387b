import { faultAt } from '../fault.ts';
import type { Message } from '../message.ts';
import { seams } from '../seams.ts';

/** Behind the end of a stream comes more of it. */
export const fault = faultAt(seams.answer, {
  breaks: ['codex/generate/nothing-after-end'],
  around: (hit) => {
    const last = new WeakMap<object, Message>();
    return ({ part, args, proceed }) => {
      const [draft, inReplyTo] = args;
      if (draft.type === 'token') last.set(part, draft);
      proceed(...args);
      const token = last.get(part);
      if (draft.type !== 'stream_end' || !token) return;
      hit();
      proceed(token, inReplyTo);
    };
  },
});
