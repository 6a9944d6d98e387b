import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** Of two tokens the second comes first. */
export const fault = faultAt(seams.answer, {
  breaks: ['codex/generate/text-order'],
  around: (hit) => {
    const kept = new WeakMap<object, () => void>();
    return ({ part, args, proceed }) => {
      const send = kept.get(part);
      kept.delete(part);
      if (args[0].type === 'token' && !send) {
        kept.set(part, () => proceed(...args));
        return;
      }
      proceed(...args);
      if (!send) return;
      hit();
      send();
    };
  },
});
