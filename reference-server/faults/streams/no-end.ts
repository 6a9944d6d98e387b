import { faultAt } from '../fault.ts';
import { nameOf } from '../message.ts';
import { seams } from '../seams.ts';

/** Last messages of what has several. */
const ends = new Set(['stream_end', 'workflow_completed', 'control_loop:reflection:complete', 'mcp:tool:result']);

/** What was begun is never said to be done. */
export const fault = faultAt(seams.answer, {
  breaks: ['codex/generate/end-once', 'codex/workflow/one-end', 'mxf/control-loop/cycle', 'mxf/mcp/result'],
  around:
    (hit) =>
    ({ args, proceed }) => {
      if (!ends.has(nameOf(args[0]))) return proceed(...args);
      hit();
    },
});
