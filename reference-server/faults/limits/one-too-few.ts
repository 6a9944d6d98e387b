import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** The first message of all counts twice. */
export const fault = faultAt(seams.count, {
  breaks: [
    'autosdlc/rate-limit/ping',
    'cloud/rate-limit/per-client',
    'devmentor/rate-limit/numbers',
    'mxf/rate-limit/messages',
  ],
  around: (hit) => {
    const begun = new Map<object, Set<string>>();
    return ({ part, args, proceed }) => {
      const names = begun.get(part) ?? new Set<string>();
      begun.set(part, names);
      if (!names.has(args[0])) {
        names.add(args[0]);
        hit();
        proceed(...args);
      }
      return proceed(...args);
    };
  },
});
