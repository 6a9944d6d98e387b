import { expect, test } from 'vitest';
import { Inbox } from '../src/inbox.ts';
import { ReceivedFrame } from '../src/received.ts';

const bounds = { frames: 'text', limits: { messageBytes: 1000, depth: 10, values: 10 } } as const;
const bytesOf = (text: string) => Buffer.from(JSON.stringify(text));
const received = (text: string) => new ReceivedFrame({ bytes: bytesOf(text), isBinary: false });

function startInbox({ waitingMessages = 10, messageBytes = 100 } = {}) {
  const handled: string[] = [];
  let finish = (): void => {};
  let hasOverflowed = false;
  const inbox = new Inbox({
    limits: { waitingMessages, messageBytes },
    dispatcher: {
      dispatch(message) {
        const text = String(message.decode(bounds).value);
        handled.push(text);
        if (!text.startsWith('slow')) return undefined;
        return new Promise((resolve) => {
          finish = resolve;
        });
      },
    },
    owner: {
      overflowed() {
        hasOverflowed = true;
      },
    },
  });
  const finished = async (): Promise<void> => {
    finish();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { inbox, handled, finished, hasOverflowed: () => hasOverflowed };
}

test('messages wait behind one that takes its time, in order, and keep their bytes', async () => {
  const { inbox, handled, finished } = startInbox();
  inbox.push(received('slow 1'));
  const reused = bytesOf('2');
  inbox.push(new ReceivedFrame({ bytes: reused, isBinary: false }));
  reused.fill(0);
  inbox.push(received('slow 3'));
  inbox.push(received('4'));
  expect(handled).toEqual(['slow 1']);
  await finished();
  expect(handled).toEqual(['slow 1', '2', 'slow 3']);
  await finished();
  expect(handled).toEqual(['slow 1', '2', 'slow 3', '4']);
});

test.each([
  ['messages', { waitingMessages: 2 }],
  ['bytes', { messageBytes: 6 }],
])('too many %s overflow, and none of them is handled', async (_, limits) => {
  const { inbox, handled, finished, hasOverflowed } = startInbox(limits);
  inbox.push(received('slow'));
  for (const text of ['1', '2', '3']) inbox.push(received(text));
  expect(hasOverflowed()).toBe(true);
  await finished();
  expect(handled).toEqual(['slow']);
});
