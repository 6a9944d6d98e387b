import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** A frame that cannot be read is passed over. */
export const fault = faultAt(seams.receive, {
  breaks: [
    'autosdlc/errors/malformed-json',
    'cloud/errors/malformed-json',
    'codex/errors/malformed-json',
    'devmentor/errors/malformed-json',
  ],
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
        return;
      }
      return proceed(received);
    },
});
