import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** Behind a star nothing counts any more. */
export const fault = faultAt(seams.pattern, {
  breaks: ['autosdlc/subscribe/only-matching', 'autosdlc/subscribe/pattern-star'],
  around:
    (hit) =>
    ({ args: [subscriber, pattern], proceed }) => {
      const [head = ''] = pattern.split('*');
      if (`${head}*` === pattern || head === pattern) return proceed(subscriber, pattern);
      hit();
      return proceed(subscriber, `${head}*`);
    },
});
