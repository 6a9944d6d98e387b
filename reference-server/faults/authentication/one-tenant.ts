import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** All tenants hear each other. */
export const fault = faultAt(seams.enter, {
  breaks: ['autosdlc/subscribe/tenant'],
  around:
    (hit) =>
    ({ args: [key, ...others], proceed }) => {
      if (key.tenant !== 'default') hit();
      return proceed({ ...key, tenant: 'default' }, ...others);
    },
});
