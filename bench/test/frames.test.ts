import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FrameScanner } from '../src/frames.ts';

type Event = [kind: string, content: string | number];

/** What a scanner reports of `bytes` handed over in pieces that end at `cuts`. */
function scan(bytes: Uint8Array, cuts: readonly number[], largestMessage?: number): Event[] {
  const events: Event[] = [];
  const text = (from: Uint8Array, start: number, end: number) => Buffer.from(from.slice(start, end)).toString('latin1');
  const scanner = new FrameScanner(
    {
      message: (from, start, end) => events.push(['message', text(from, start, end)]),
      ping: (from, start, end) => events.push(['ping', text(from, start, end)]),
      close: (code) => events.push(['close', code]),
      fault: (reason) => events.push(['fault', reason]),
    },
    largestMessage,
  );
  // One buffer for all pieces, as the sockets have it: a scanner that kept a reference would read rubbish.
  const shared = new Uint8Array(bytes.length);
  let start = 0;
  for (const end of [...new Set([...cuts, bytes.length])].filter((cut) => cut <= bytes.length).sort((a, b) => a - b)) {
    shared.set(bytes.subarray(start, end));
    scanner.push(shared, 0, end - start);
    shared.fill(0xff);
    start = end;
  }
  return events;
}

function frame(opcode: number, last: boolean, payload: Uint8Array): Buffer {
  const length = payload.length;
  const header = length < 126 ? Buffer.alloc(2) : length < 65_536 ? Buffer.alloc(4) : Buffer.alloc(10);
  header[0] = (last ? 0x80 : 0) | opcode;
  header[1] = length < 126 ? length : length < 65_536 ? 126 : 127;
  if (header.length === 4) header.writeUInt16BE(length, 2);
  if (header.length === 10) header.writeBigUInt64BE(BigInt(length), 2);
  return Buffer.concat([header, payload]);
}

const cuts = fc.array(fc.nat(3000), { maxLength: 40 });
const payloads = fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.uint8Array({ minLength: 126, maxLength: 1000 }));
const pings = fc.uint8Array({ maxLength: 125 });

/** A message in one frame or several, with pings between its fragments. */
const messages = fc.array(fc.tuple(fc.array(payloads, { minLength: 1, maxLength: 4 }), fc.option(pings)), {
  maxLength: 5,
});

const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

describe('frame scanner', () => {
  it('reports the messages and pings that were sent, however they are cut', () => {
    fc.assert(
      fc.property(messages, cuts, (sent, where) => {
        const bytes: Buffer[] = [];
        const expected: Event[] = [];
        for (const [fragments, ping] of sent) {
          for (const [index, fragment] of fragments.entries()) {
            bytes.push(frame(index === 0 ? 1 : 0, index === fragments.length - 1, fragment));
            if (!ping || index === fragments.length - 1) continue;
            bytes.push(frame(9, true, ping));
            expected.push(['ping', latin1(ping)]);
          }
          expected.push(['message', latin1(Buffer.concat(fragments))]);
        }
        expect(scan(Buffer.concat(bytes), where)).toEqual(expected);
      }),
    );
  });

  it('reports the same of any bytes, cut or not', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), cuts, (bytes, where) => {
        expect(scan(bytes, where)).toEqual(scan(bytes, []));
      }),
    );
  });

  it('reads lengths of 16 and 64 bits, byte by byte', () => {
    for (const length of [125, 126, 65_535, 65_536]) {
      const bytes = frame(2, true, new Uint8Array(length).fill(0x61));
      const where = Array.from({ length: 20 }, (_, index) => index);
      expect(scan(bytes, where)).toEqual([['message', 'a'.repeat(length)]]);
    }
  });

  it('reads a close code and nothing after it', () => {
    const bytes = Buffer.concat([frame(8, true, Uint8Array.of(0x03, 0xf5)), frame(1, true, Buffer.from('late'))]);
    expect(scan(bytes, [])).toEqual([['close', 1013]]);
    expect(scan(frame(8, true, new Uint8Array(0)), [])).toEqual([['close', 1005]]);
  });

  it.each([
    ['a masked frame', Uint8Array.of(0x81, 0x80, 0, 0, 0, 0), /masked/],
    ['a reserved bit', Uint8Array.of(0xc1, 0x00), /reserved bit/],
    ['a reserved opcode', Uint8Array.of(0x83, 0x00), /reserved opcode/],
    ['a continuation of nothing', Uint8Array.of(0x80, 0x00), /continuation/],
    ['a message inside another', Uint8Array.of(0x01, 0x00, 0x81, 0x00), /inside/],
    ['a fragmented ping', Uint8Array.of(0x09, 0x00), /control frame/],
    ['too large a message', frame(1, true, new Uint8Array(200)), /too large/],
  ])('faults %s', (_, bytes, reason) => {
    expect(scan(bytes, [], 100)).toEqual([['fault', expect.stringMatching(reason)]]);
  });
});
