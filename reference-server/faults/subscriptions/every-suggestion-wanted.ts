import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** All that there are. */
const types = ['improvements', 'bugs', 'optimizations', 'performance', 'security', 'best_practices'];

/** Nobody asks how sure a suggestion is, and of which type. */
export const fault = faultAt(seams.wish, {
  breaks: ['codex/suggestions/threshold', 'codex/suggestions/types'],
  around:
    (hit) =>
    ({ args: [wishes, end], proceed }) => {
      hit();
      Object.assign(wishes, { threshold: 0, types: new Set(types) });
      return proceed(wishes, end);
    },
});
