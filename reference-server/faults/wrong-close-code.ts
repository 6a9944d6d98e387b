import { faultAt } from './fault.ts';
import { seams } from './seams.ts';

/** Every connection is closed as if all were well. */
export const wrongCloseCode = faultAt(seams.close, {
  name: 'closing/wrong-code',
  around:
    (hit) =>
    ({ proceed }) => {
      hit();
      return proceed(1000);
    },
});
