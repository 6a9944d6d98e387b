import { faultAt } from '../fault.ts';
import { altered, type Message } from '../message.ts';
import { seams } from '../seams.ts';

/** Of several operations those are done that are right. */
export const fault = faultAt(seams.receive, {
  breaks: ['mxf/memory/bulk-whole'],
  around:
    (hit) =>
    ({ args: [received], proceed }) =>
      proceed(
        altered(received, (value) => {
          const { event, payload } = (value ?? {}) as Message;
          if (event !== 'memory:bulk' || !Array.isArray(payload?.operations)) return value;
          const operations = payload.operations.filter((operation) => typeof operation?.key === 'string');
          if (operations.length < payload.operations.length) hit();
          return { event, payload: { ...payload, operations } };
        }),
      ),
});
