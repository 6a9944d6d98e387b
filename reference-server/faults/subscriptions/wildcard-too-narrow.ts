import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** A star at the end is a character like any other. */
export const fault = faultAt(seams.pattern, {
  breaks: ['autosdlc/subscribe/pattern-star'],
  around:
    (hit) =>
    ({ part, args: [subscriber, pattern], proceed }) => {
      if (!/[^:*]\*$/.test(pattern)) return proceed(subscriber, pattern);
      hit();
      return part.addExact(subscriber, pattern);
    },
});
