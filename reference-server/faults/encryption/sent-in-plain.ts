import type { Cipher } from '../../src/services/mxp/cipher.ts';
import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** What is to be encrypted is sent as it is. */
export const fault = faultAt(seams.seal, {
  breaks: ['mxf/mxp/encrypted'],
  around:
    (hit) =>
    ({ args: [payload] }) => {
      hit();
      return payload as ReturnType<Cipher['seal']>;
    },
});
