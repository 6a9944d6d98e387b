import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** Agents that work one after the other work at once. */
export const fault = faultAt(seams.run, {
  breaks: ['codex/workflow/sequential'],
  around:
    (hit) =>
    ({ args: [workflow, options], proceed }) => {
      if (workflow.coordination === 'sequential') hit();
      return proceed({ ...workflow, coordination: 'parallel' }, options);
    },
});
