import { expect, test } from 'vitest';
import { Inbox } from '../src/inbox.ts';

const frame = (text: string) => ({ bytes: Buffer.from(text), isBinary: false });

function startInbox({ maxFrames = 10, maxBytes = 100 } = {}) {
  const handled: string[] = [];
  let finish = (): void => {};
  let hasOverflowed = false;
  const inbox = new Inbox({
    maxFrames,
    maxBytes,
    handle: ({ bytes }) => {
      const text = Buffer.from(bytes).toString();
      handled.push(text);
      if (!text.startsWith('slow')) return undefined;
      return new Promise((resolve) => {
        finish = resolve;
      });
    },
    overflowed: () => {
      hasOverflowed = true;
    },
  });
  const finished = async (): Promise<void> => {
    finish();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { inbox, handled, finished, hasOverflowed: () => hasOverflowed };
}

test('frames wait behind one that takes its time, in order, and keep their bytes', async () => {
  const { inbox, handled, finished } = startInbox();
  inbox.push(frame('slow 1'));
  const reused = frame('2');
  inbox.push(reused);
  reused.bytes.fill(0);
  inbox.push(frame('slow 3'));
  inbox.push(frame('4'));
  expect(handled).toEqual(['slow 1']);
  await finished();
  expect(handled).toEqual(['slow 1', '2', 'slow 3']);
  await finished();
  expect(handled).toEqual(['slow 1', '2', 'slow 3', '4']);
});

test.each([
  ['frames', { maxFrames: 2 }],
  ['bytes', { maxBytes: 2 }],
])('too many %s overflow, and none of them is handled', async (_, limits) => {
  const { inbox, handled, finished, hasOverflowed } = startInbox(limits);
  inbox.push(frame('slow'));
  for (const text of ['1', '2', '3']) inbox.push(frame(text));
  expect(hasOverflowed()).toBe(true);
  await finished();
  expect(handled).toEqual(['slow']);
});
