import { mxf } from '@agentwire/generated/constants/mxf';
import { faultInFacts } from '../fault.ts';

/** A message may have half the size that the document says. */
export const fault = faultInFacts([mxf.channels.mxf.limits], {
  breaks: ['mxf/limits/below-a-megabyte'],
  name: 'messageBytes',
  instead: (right) => right / 2,
});
