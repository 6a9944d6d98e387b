import { faultAt } from '../fault.ts';
import type { Message } from '../message.ts';
import { seams } from '../seams.ts';

/** An answer names the request before. */
export const fault = faultAt(seams.answer, {
  breaks: ['autosdlc/envelope/correlation', 'codex/generate/concurrent', 'devmentor/code-context/request-id'],
  around: (hit) => {
    let former: string | undefined;
    return ({ args: [draft, inReplyTo], proceed }) => {
      const own = inReplyTo as Message | undefined;
      const id = ['requestId', 'id'].find((member) => own?.[member] !== undefined);
      const stream = draft.requestId;
      const before = former;
      former = String(stream ?? (id && own?.[id]) ?? former ?? 'none');
      if (stream !== undefined) {
        hit();
        return proceed({ ...draft, requestId: before ?? stream }, inReplyTo);
      }
      if (id === undefined) return proceed(draft, inReplyTo);
      hit();
      return proceed(draft, { ...own, [id]: `not-${own?.[id]}` });
    };
  },
});
