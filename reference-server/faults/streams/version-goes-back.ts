import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** A client is told of older versions behind newer ones. */
export const fault = faultAt(seams.version, {
  breaks: ['codex/context/version'],
  around: (hit) => {
    let told = 0;
    return ({ args: [version], proceed }) => {
      hit();
      told++;
      return proceed(version) - told;
    };
  },
});
