import { expect, test } from 'vitest';
import { Crowd, type Sharer } from '../src/crowd.ts';
import type { Frame } from '../src/frame.ts';

const frame = (number: number): Frame => ({ bytes: Uint8Array.of(number), isBinary: false });

/** Sharers with what each was sent, by the crowd's call or by itself. */
function gather(count: number) {
  const called: number[] = [];
  const subscribed = new Set<Member>();
  const crowd = new Crowd(({ bytes }) => {
    called.push(bytes[0] as number);
    for (const member of subscribed) member.got.push(bytes[0] as number);
  });
  class Member implements Sharer {
    readonly crowd = crowd;
    readonly got: number[] = [];
    waiting: Frame[] = [];
    isBlocked = false;

    get shareable() {
      return this.waiting.length > 0 && !this.isBlocked ? this.waiting : undefined;
    }
    join() {
      subscribed.add(this);
    }
    leave() {
      subscribed.delete(this);
    }
    handed() {
      this.waiting = [];
    }
  }
  const members = Array.from({ length: count }, () => new Member());
  /** One turn: who is handed something has it waiting, what the crowd does not send goes out by itself. */
  const turn = (frames: readonly Frame[], among: readonly Member[] = members) => {
    for (const member of among) member.waiting.push(...frames);
    crowd.serve(among);
    for (const member of among) {
      if (!member.isBlocked) member.got.push(...member.waiting.splice(0).map(({ bytes }) => bytes[0] as number));
    }
  };
  return { crowd, called, members, subscribed, turn };
}

test('what waits for all is sent by one call once they have joined, and arrives once and in order', () => {
  const { called, members, turn } = gather(20);
  turn([frame(1)]);
  expect(called).toEqual([]);
  turn([frame(2), frame(3)]);
  turn([frame(4)]);
  expect(called).toEqual([2, 3, 4]);
  for (const { got } of members) expect(got).toEqual([1, 2, 3, 4]);
});

test('few are served one by one', () => {
  const { called, members, turn } = gather(15);
  for (const number of [1, 2, 3]) turn([frame(number)]);
  expect(called).toEqual([]);
  expect(members[0]?.got).toEqual([1, 2, 3]);
});

test('nobody is sent what does not wait for him', () => {
  const { called, members, turn } = gather(40);
  turn([frame(1)]);
  turn([frame(2)]);
  turn([frame(3)], members.slice(0, 20));
  turn([frame(4)]);
  expect(called).toEqual([2, 4]);
  expect(members.map(({ got }) => got)).toEqual(members.map((_, index) => (index < 20 ? [1, 2, 3, 4] : [1, 2, 4])));
});

test('who has something of his own waiting gets it in its place, the others are served together', () => {
  const { called, members, turn } = gather(40);
  turn([frame(1)]);
  members[7]?.waiting.push(frame(77));
  turn([frame(2)]);
  turn([frame(3)]);
  turn([frame(4)]);
  expect(called).toEqual([2, 3, 4]);
  expect(members[7]?.got).toEqual([1, 77, 2, 3, 4]);
  expect(members[8]?.got).toEqual([1, 2, 3, 4]);
});

test('who is blocked leaves, gets nothing meanwhile, and everything in order afterwards', () => {
  const { members, subscribed, turn } = gather(40);
  const [slow] = members;
  if (!slow) throw new Error('nobody is there');
  turn([frame(1)]);
  slow.isBlocked = true;
  turn([frame(2)]);
  turn([frame(3)]);
  expect([slow.got, subscribed.size]).toEqual([[1], 39]);
  slow.isBlocked = false;
  turn([frame(4)]);
  turn([frame(5)]);
  expect([slow.got, subscribed.size]).toEqual([[1, 2, 3, 4, 5], 40]);
});

test('an audience that is another one for long takes the place of the first', () => {
  const { called, members, subscribed, turn } = gather(60);
  turn([frame(1)], members.slice(0, 30));
  for (let times = 0; times < 20; times++) turn([frame(2)], members.slice(30));
  expect(called.length).toBeGreaterThan(0);
  expect([...subscribed]).toEqual(members.slice(30));
  expect(members[0]?.got).toEqual([1]);
  expect(members[59]?.got).toEqual(Array(20).fill(2));
});

test('a message with parts of its own is sent to each', () => {
  const { called, members, turn } = gather(20);
  turn([frame(1)]);
  turn([{ ...frame(2), attachments: [Uint8Array.of(9)] }]);
  expect(called).toEqual([]);
  expect(members[3]?.got).toEqual([1, 2]);
});
