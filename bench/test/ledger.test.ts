import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Ledger } from '../src/ledger.ts';

/** Connections that are entitled to every lane. */
const all = (connections: number) => new Uint32Array(connections).fill(0xffffffff);

function bookAll(sequences: readonly number[], capacity: number) {
  const ledger = new Ledger({ entitled: all(1), lanes: 1, capacity });
  for (const sequence of sequences) ledger.book(0, 0, sequence);
  return ledger.report();
}

describe('ledger', () => {
  it('counts each delivery once, each repetition and each late arrival, whatever the order', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(60), { maxLength: 120 }), (sequences) => {
        const seen = new Set<number>();
        let highest = -1;
        let late = 0;
        for (const sequence of sequences) {
          if (!seen.has(sequence) && sequence < highest) late++;
          seen.add(sequence);
          highest = Math.max(highest, sequence);
        }
        expect(bookAll(sequences, 61)).toEqual({
          received: seen.size,
          duplicates: sequences.length - seen.size,
          orderViolations: late,
          misrouted: 0,
        });
      }),
    );
  });

  it('counts one swap as one violation and one gap as none', () => {
    expect(bookAll([0, 2, 1, 3], 4)).toEqual({ received: 4, duplicates: 0, orderViolations: 1, misrouted: 0 });
    expect(bookAll([0, 1, 3], 4)).toEqual({ received: 3, duplicates: 0, orderViolations: 0, misrouted: 0 });
  });

  it('keeps connections and lanes apart', () => {
    const ledger = new Ledger({ entitled: all(2), lanes: 2, capacity: 2 });
    for (const [connection, lane] of [
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ] as const)
      ledger.book(connection, lane, 0);
    expect(ledger.report()).toEqual({ received: 4, duplicates: 0, orderViolations: 0, misrouted: 0 });
  });

  it('counts what a connection has not subscribed to, and does not take it for a delivery', () => {
    const ledger = new Ledger({ entitled: Uint32Array.of(0b01), lanes: 2, capacity: 2 });
    for (const lane of [0, 1]) ledger.book(0, lane, 0);
    expect(ledger.report()).toEqual({ received: 1, duplicates: 0, orderViolations: 0, misrouted: 1 });
  });

  it('refuses numbers that were never published', () => {
    const ledger = new Ledger({ entitled: all(1), lanes: 1, capacity: 2 });
    expect([ledger.book(0, 0, 2), ledger.book(0, 1, 0), ledger.book(0, 0, -1)]).toEqual([false, false, false]);
  });
});
