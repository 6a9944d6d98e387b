import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** Of two events the later one comes first. */
export const fault = faultAt(seams.stream, {
  breaks: ['devmentor/events/order'],
  around: (hit) => {
    const kept = new WeakMap<object, () => void>();
    return ({ part, args, proceed }) => {
      const send = kept.get(part);
      kept.delete(part);
      if (send) {
        hit();
        const taken = proceed(...args);
        send();
        return taken;
      }
      const late = (): void => {
        if (kept.delete(part)) proceed(...args);
      };
      kept.set(part, () => proceed(...args));
      setTimeout(late, 100);
      return true;
    };
  },
});
