import { faultAt } from '../fault.ts';
import { altered, type Message } from '../message.ts';
import { seams } from '../seams.ts';

/** A pong is taken for a ping. */
export const fault = faultAt(seams.receive, {
  breaks: ['cloud/heartbeat/pong-unanswered'],
  around:
    (hit) =>
    ({ args: [received], proceed }) =>
      proceed(
        altered(received, (value) => {
          if ((value as Message | undefined)?.type !== 'pong') return value;
          hit();
          return { ...(value as Message), type: 'ping' };
        }),
      ),
});
