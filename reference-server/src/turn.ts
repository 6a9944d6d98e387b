import type { Crowd, Sharer } from './crowd.ts';

/** Whoever collects something during a turn of the event loop and hands it on at its end. */
export interface Flushable extends Sharer {
  /** Whether it has asked for that; a mark, because sets of a whole audience cost more than its messages. */
  isDue: boolean;
  flush(): void;
}

/** One callback of the loop serves all: a fan-out makes every session of its audience wait for the same moment. */
let waiting: Flushable[] = [];

/** Has it flushed when the turn is over; once, however often it asks. */
export function flushAfterTurn(one: Flushable): void {
  if (one.isDue) return;
  if (waiting.length === 0) setImmediate(flushAll);
  one.isDue = true;
  waiting.push(one);
}

function flushAll(): void {
  const now = waiting;
  waiting = [];
  for (const one of now) one.isDue = false;
  let begun = 0;
  try {
    serveCrowds(now);
    for (const one of now) {
      begun++;
      one.flush();
    }
  } finally {
    // One has thrown, which is told as any other error is; the others are not to wait for it.
    for (const one of now.slice(begun)) flushAfterTurn(one);
  }
}

function serveCrowds(all: readonly Flushable[]): void {
  const crowds = new Map<Crowd, Flushable[]>();
  for (const one of all) {
    const { crowd } = one;
    if (!crowd) continue;
    const sharers = crowds.get(crowd);
    if (sharers) sharers.push(one);
    else crowds.set(crowd, [one]);
  }
  for (const [crowd, sharers] of crowds) crowd.serve(sharers);
}
