import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** A frame that cannot be read ends the process. */
export const fault = faultAt(seams.receive, {
  breaks: ['autosdlc/errors/survives', 'cloud/errors/survives', 'codex/errors/survives', 'devmentor/errors/survives'],
  around:
    (hit) =>
    ({ args: [received], proceed }) => {
      try {
        received.decode({
          frames: 'text-or-binary',
          limits: { messageBytes: 1 << 20, depth: 64, values: 10_000 },
        } as never);
      } catch {
        hit();
        process.exit(1);
      }
      return proceed(received);
    },
});
