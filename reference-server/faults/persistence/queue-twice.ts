import type { StoredMessage } from '../../src/store/store.ts';
import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** What was handed over is handed over again, the next time. */
export const fault = faultAt(seams.collect, {
  breaks: ['devmentor/queue/once'],
  around: (hit) => {
    const told = new Map<string, StoredMessage[]>();
    return ({ args: [key, reader], proceed }) => {
      const before = told.get(key.clientId) ?? [];
      const handed = [...before];
      told.set(key.clientId, handed);
      if (before.length > 0) {
        hit();
        reader.forward(before);
      }
      return proceed(key, {
        ended: reader.ended,
        whenIdle: (run) => reader.whenIdle(run),
        forward(messages) {
          handed.push(...messages);
          return reader.forward(messages);
        },
      });
    };
  },
});
