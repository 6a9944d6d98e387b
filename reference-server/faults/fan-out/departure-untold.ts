import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** Nobody hears of who has gone. */
export const fault = faultAt(seams.depart, {
  breaks: ['cloud/presence/offline'],
  around: (hit) => () => hit(),
});
