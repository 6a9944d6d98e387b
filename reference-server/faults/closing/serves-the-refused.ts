import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** Who is refused is told so, and served on. */
export const fault = faultAt(seams.end, {
  breaks: [
    'autosdlc/authentication/failure-close',
    'codex/authentication/wrong-token-close',
    'devmentor/authentication/failed-close',
  ],
  around:
    (hit) =>
    ({ args: [ending], proceed }) => {
      if (ending !== 'unauthorized') return proceed(ending);
      hit();
    },
});
