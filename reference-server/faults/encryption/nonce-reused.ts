import type { Cipher } from '../../src/services/mxp/cipher.ts';
import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** The same payload is encrypted in the same way each time. */
export const fault = faultAt(seams.seal, {
  breaks: ['mxf/mxp/encrypted-form'],
  around: (hit) => {
    const known = new Map<string, ReturnType<Cipher['seal']>>();
    return ({ args: [payload], proceed }) => {
      const text = JSON.stringify(payload);
      const before = known.get(text);
      if (before) hit();
      const sealed = before ?? proceed(payload);
      known.set(text, sealed);
      return sealed;
    };
  },
});
