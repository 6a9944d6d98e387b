import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** Nobody asks how sure a suggestion is, and of which type. */
export const fault = faultAt(seams.wish, {
  breaks: ['codex/suggestions/threshold', 'codex/suggestions/types'],
  around:
    (hit) =>
    ({ args: [wishes, end], proceed }) => {
      hit();
      Object.assign(wishes, { threshold: 0, types: { has: () => true } });
      return proceed(wishes, end);
    },
});
