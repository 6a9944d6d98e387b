import { describe, expect, test } from 'vitest';
import { Crowd, type Sharer } from '../src/crowd.ts';
import type { Frame } from '../src/frame.ts';

const frame = (number: number): Frame => ({ bytes: Uint8Array.of(number), isBinary: false });

const endOfTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Sharers with what each was sent, by the crowd's call or by itself. */
function gather(count: number, { softLimitBytes = 1000 } = {}) {
  const called: number[] = [];
  const subscribed = new Set<Member>();
  const crowd = new Crowd({
    softLimitBytes,
    send({ bytes }) {
      called.push(bytes[0] as number);
      for (const member of subscribed) member.got.push(bytes[0] as number);
    },
  });
  class Member implements Sharer {
    readonly crowd = crowd;
    readonly got: number[] = [];
    readonly sharer = this;
    waiting: Frame[] = [];
    isBlocked = false;
    isDue = false;

    get shareable() {
      return this.waiting.length > 0 && !this.isBlocked ? this.waiting : undefined;
    }
    push(...frames: readonly Frame[]) {
      this.waiting.push(...frames);
      crowd.turn.flushAtEnd(this);
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
    /** What the crowd does not send goes out by itself. */
    flush() {
      if (!this.isBlocked) this.got.push(...this.waiting.splice(0).map(({ bytes }) => bytes[0] as number));
    }
  }
  const members = Array.from({ length: count }, () => new Member());
  /** One turn, in which each is handed something. */
  const turn = async (frames: readonly Frame[], among: readonly Member[] = members) => {
    for (const member of among) member.push(...frames);
    await endOfTurn();
  };
  return { crowd, called, members, subscribed, turn };
}

test('what waits for all is sent by one call once they have joined, and arrives once and in order', async () => {
  const { called, members, turn } = gather(20);
  await turn([frame(1)]);
  expect(called).toEqual([]);
  await turn([frame(2), frame(3)]);
  await turn([frame(4)]);
  expect(called).toEqual([2, 3, 4]);
  for (const { got } of members) expect(got).toEqual([1, 2, 3, 4]);
});

test('few are served one by one', async () => {
  const { called, members, turn } = gather(15);
  for (const number of [1, 2, 3]) await turn([frame(number)]);
  expect(called).toEqual([]);
  expect(members[0]?.got).toEqual([1, 2, 3]);
});

test('nobody is sent what does not wait for him', async () => {
  const { called, members, turn } = gather(40);
  await turn([frame(1)]);
  await turn([frame(2)]);
  await turn([frame(3)], members.slice(0, 20));
  await turn([frame(4)]);
  expect(called).toEqual([2, 4]);
  expect(members.map(({ got }) => got)).toEqual(members.map((_, index) => (index < 20 ? [1, 2, 3, 4] : [1, 2, 4])));
});

test('who has something of his own waiting gets it in its place, the others are served together', async () => {
  const { called, members, turn } = gather(40);
  await turn([frame(1)]);
  members[7]?.push(frame(77));
  await turn([frame(2)]);
  await turn([frame(3)]);
  await turn([frame(4)]);
  expect(called).toEqual([2, 3, 4]);
  expect(members[7]?.got).toEqual([1, 77, 2, 3, 4]);
  expect(members[8]?.got).toEqual([1, 2, 3, 4]);
});

test('who is blocked leaves, gets nothing meanwhile, and everything in order afterwards', async () => {
  const { members, subscribed, turn } = gather(40);
  const [slow] = members;
  if (!slow) throw new Error('nobody is there');
  await turn([frame(1)]);
  slow.isBlocked = true;
  await turn([frame(2)]);
  await turn([frame(3)]);
  expect([slow.got, subscribed.size]).toEqual([[1], 39]);
  slow.isBlocked = false;
  await turn([frame(4)]);
  await turn([frame(5)]);
  expect([slow.got, subscribed.size]).toEqual([[1, 2, 3, 4, 5], 40]);
});

test('an audience that is another one for long takes the place of the first', async () => {
  const { called, members, subscribed, turn } = gather(60);
  await turn([frame(1)], members.slice(0, 30));
  for (let times = 0; times < 20; times++) await turn([frame(2)], members.slice(30));
  expect(called.length).toBeGreaterThan(0);
  expect([...subscribed]).toEqual(members.slice(30));
  expect(members[0]?.got).toEqual([1]);
  expect(members[59]?.got).toEqual(Array(20).fill(2));
});

test('a message with parts of its own is sent to each', async () => {
  const { called, members, turn } = gather(20);
  await turn([frame(1)]);
  await turn([{ ...frame(2), attachments: [Uint8Array.of(9)] }]);
  expect(called).toEqual([]);
  expect(members[3]?.got).toEqual([1, 2]);
});

describe('an audience that is the crowd', () => {
  /** All have joined. */
  async function joined(count: number, options = {}) {
    const gathered = gather(count, options);
    await gathered.turn([frame(1)]);
    return { ...gathered, audience: new Set(gathered.members) };
  }

  test('is sent a frame at once, and what one is sent afterwards comes behind it', async () => {
    const { crowd, members, audience } = await joined(20);
    expect(crowd.sendTo(audience, frame(2))).toBe(true);
    members[3]?.push(frame(33));
    await endOfTurn();
    expect(members[3]?.got).toEqual([1, 2, 33]);
    expect(members[4]?.got).toEqual([1, 2]);
  });

  test('is not, while something waits for one of them', async () => {
    const { crowd, members, audience } = await joined(20);
    members[3]?.push(frame(33));
    expect(crowd.sendTo(audience, frame(2))).toBe(false);
    await endOfTurn();
    expect(crowd.sendTo(audience, frame(2))).toBe(true);
    expect(members[3]?.got).toEqual([1, 33, 2]);
  });

  test('is not, with one more, one less, or another in place of one', async () => {
    const { crowd, members } = await joined(20);
    const [first, ...others] = members;
    const [stranger] = gather(1).members;
    if (!first || !stranger) throw new Error('nobody is there');
    expect(crowd.sendTo(new Set([...members, stranger]), frame(2))).toBe(false);
    expect(crowd.sendTo(new Set(others), frame(2))).toBe(false);
    expect(crowd.sendTo(new Set([stranger, ...others]), frame(2))).toBe(false);
  });

  test('is not, once one of them has gone', async () => {
    const { crowd, members, audience } = await joined(20);
    expect(crowd.sendTo(audience, frame(2))).toBe(true);
    if (members[0]) crowd.forget(members[0]);
    expect(crowd.sendTo(audience, frame(3))).toBe(false);
  });

  test('is asked what it holds back before a quarter of the soft limit more is sent', async () => {
    const { crowd, audience, turn } = await joined(20, { softLimitBytes: 8 });
    const sent = [2, 3, 4].map((number) => crowd.sendTo(audience, frame(number)));
    expect(sent).toEqual([true, true, false]);
    await turn([frame(4)]);
    expect(crowd.sendTo(audience, frame(5))).toBe(true);
  });

  test('is handed each message once it has become small', async () => {
    const { crowd, members } = await joined(20);
    for (const member of members.slice(0, 5)) crowd.forget(member);
    expect(crowd.sendTo(new Set(members.slice(5)), frame(2))).toBe(false);
  });

  test('is handed a message with parts of its own', async () => {
    const { crowd, audience } = await joined(20);
    expect(crowd.sendTo(audience, { ...frame(2), attachments: [Uint8Array.of(9)] })).toBe(false);
  });
});

test('one whose flush throws keeps nobody else from his, and is told of', async () => {
  const { members, turn } = gather(3);
  const [first, second, third] = members;
  if (!first || !second || !third) throw new Error('nobody is there');
  second.flush = () => {
    throw new Error('broken');
  };
  const told = new Promise((resolve) => process.once('uncaughtException', resolve));
  const others = process.listeners('uncaughtException').slice(0, -1);
  for (const other of others) process.off('uncaughtException', other);
  await turn([frame(1)]);
  expect(await told).toMatchObject({ message: 'broken' });
  for (const other of others) process.on('uncaughtException', other);
  await endOfTurn();
  expect([first.got, third.got]).toEqual([[1], [1]]);
});
