import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** A client is told of older versions behind newer ones. */
export const fault = faultAt(seams.version, {
  breaks: ['codex/context/version'],
  around: (hit) => {
    let told = 0;
    return ({ args: [version], proceed }) => {
      told++;
      if (told % 2 === 1) return proceed(version);
      hit();
      return 0;
    };
  },
});
