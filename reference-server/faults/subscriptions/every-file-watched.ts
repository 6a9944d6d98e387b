import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** Who watches one file hears of all. */
export const fault = faultAt(seams.watch, {
  breaks: ['codex/context/only-watched'],
  around:
    (hit) =>
    ({ part, args: [, listener] }) =>
      part.onChange((change) => {
        hit();
        listener(change);
      }),
});
