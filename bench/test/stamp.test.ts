import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  blankStamp,
  findStamp,
  isWhole,
  readIntendedNs,
  readLane,
  readRun,
  readSentNs,
  readSequence,
  stampBytes,
  writeStamp,
} from '../src/stamp.ts';

const stamps = fc.record({
  run: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  lane: fc.integer({ min: 0, max: 255 }),
  sequence: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  intendedNs: fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
  sentNs: fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
});

function message(payloadBytes: number): Buffer {
  return Buffer.from(JSON.stringify({ type: 'notification', data: { message: blankStamp(payloadBytes) } }));
}

describe('stamp', () => {
  it('reads back what was written, wherever it stands', () => {
    fc.assert(
      fc.property(stamps, fc.integer({ min: stampBytes, max: 500 }), fc.nat(600), (stamp, payloadBytes, hint) => {
        const bytes = message(payloadBytes);
        writeStamp(bytes, bytes.indexOf('~aw1'), stamp);
        const at = findStamp(bytes, 0, bytes.length, hint);
        expect(JSON.parse(bytes.toString()).data.message).toHaveLength(payloadBytes);
        expect({
          run: readRun(bytes, at),
          lane: readLane(bytes, at),
          sequence: readSequence(bytes, at),
          intendedNs: readIntendedNs(bytes, at),
          sentNs: readSentNs(bytes, at),
        }).toEqual(stamp);
        expect(isWhole(bytes, at, payloadBytes, bytes.length)).toBe(true);
      }),
    );
  });

  it('does not find a stamp that is not there or is cut off', () => {
    expect(findStamp(Buffer.from('{"type":"pong","timestamp":"2025-01-01T00:00:00.000Z"}'), 0, 54, 3)).toBe(-1);
    const bytes = message(60);
    const at = bytes.indexOf('~aw1');
    expect(findStamp(bytes, 0, at + stampBytes - 1, at)).toBe(-1);
  });

  it('notices a string that is shorter or longer than the payload', () => {
    const bytes = message(60);
    const at = bytes.indexOf('~aw1');
    expect(isWhole(bytes, at, 59, bytes.length)).toBe(false);
    expect(isWhole(bytes, at, 61, bytes.length)).toBe(false);
    expect(isWhole(bytes, at, 60, at + 60)).toBe(false);
  });

  it('reads damaged digits as negative', () => {
    const bytes = message(60);
    expect(readSequence(bytes, bytes.indexOf('~aw1'))).toBeLessThan(0);
  });
});
