import { expect, test } from 'vitest';
import type { Connection } from '../src/connection.ts';
import { Outbox } from '../src/outbox.ts';

const frame = (number: number) => ({ bytes: Uint8Array.of(number), isBinary: false });
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function startOutbox({ queueMessages = 4, queueBytes = 1000 } = {}) {
  const sent: number[] = [];
  const network = { bufferedBytes: 0, throwsAway: false, batches: 0 };
  let overflows = 0;
  const connection: Connection = {
    holdsMoreThan: (bytes) => network.bufferedBytes > bytes,
    send({ bytes }) {
      if (!network.throwsAway) sent.push(bytes[0] ?? -1);
      return !network.throwsAway;
    },
    batch(sends) {
      network.batches++;
      sends();
    },
    probe() {},
    close() {},
  };
  const outbox = new Outbox({
    connection,
    facts: { softLimitBytes: 100, queueMessages, queueBytes },
    owner: {
      overflowed() {
        overflows++;
      },
    },
  });
  return { outbox, sent, network, overflows: () => overflows };
}

test('what is pushed in one turn leaves together, in order', async () => {
  const { outbox, sent, network } = startOutbox();
  for (const number of [1, 2, 3]) outbox.push(frame(number));
  expect(sent).toEqual([]);
  await turn();
  expect(sent).toEqual([1, 2, 3]);
  expect(network.batches).toBe(1);
});

test('above the soft limit frames wait, and go out in order when the transport has drained', async () => {
  const { outbox, sent, network } = startOutbox();
  network.bufferedBytes = 101;
  outbox.push(frame(1));
  await turn();
  outbox.push(frame(2));
  outbox.flush();
  expect(sent).toEqual([]);
  network.bufferedBytes = 100;
  outbox.flush();
  outbox.push(frame(3));
  await turn();
  expect(sent).toEqual([1, 2, 3]);
});

test('a full queue overflows, and one that is not full does not', async () => {
  const { outbox, network, overflows } = startOutbox({ queueMessages: 4 });
  network.bufferedBytes = 101;
  outbox.push(frame(1));
  await turn();
  for (const number of [2, 3, 4]) outbox.push(frame(number));
  expect(overflows()).toBe(0);
  outbox.push(frame(5));
  expect(overflows()).toBe(1);
});

test('a queue of too many bytes overflows, and what has gone out no longer counts', async () => {
  const { outbox, network, overflows } = startOutbox({ queueBytes: 10 });
  const bytes = (length: number) => ({ bytes: new Uint8Array(length), isBinary: false });
  network.bufferedBytes = 101;
  outbox.push(bytes(8));
  await turn();
  outbox.push(bytes(2));
  expect(overflows()).toBe(0);
  network.bufferedBytes = 0;
  outbox.flush();
  network.bufferedBytes = 101;
  outbox.push(bytes(10));
  await turn();
  expect(overflows()).toBe(0);
  outbox.push(bytes(1));
  expect(overflows()).toBe(1);
});

test('a frame that the transport throws away is an overflow, never a gap', async () => {
  const { outbox, sent, network, overflows } = startOutbox();
  network.throwsAway = true;
  outbox.push(frame(1));
  outbox.push(frame(2));
  await turn();
  expect(overflows()).toBe(1);
  expect(sent).toEqual([]);
});

test('says when nothing waits any more', async () => {
  const { outbox, network } = startOutbox();
  let isEmpty = false;
  network.bufferedBytes = 101;
  outbox.push(frame(1));
  outbox.whenEmpty(() => {
    isEmpty = true;
  });
  expect(isEmpty).toBe(false);
  network.bufferedBytes = 0;
  outbox.flush();
  expect(isEmpty).toBe(true);
});
