import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ChunkScanner } from '../src/chunks.ts';
import { EventScanner } from '../src/events.ts';

/** Hands `bytes` over in pieces that end at `cuts`, all in one buffer, as the sockets do. */
function inPieces(
  bytes: Uint8Array,
  cuts: readonly number[],
  push: (shared: Uint8Array, start: number, end: number) => void,
): void {
  const shared = new Uint8Array(bytes.length);
  let start = 0;
  for (const end of [...new Set([...cuts, bytes.length])].filter((cut) => cut <= bytes.length).sort((a, b) => a - b)) {
    shared.set(bytes.subarray(start, end));
    push(shared, 0, end - start);
    shared.fill(0x78);
    start = end;
  }
}

function messagesOf(stream: string, cuts: readonly number[]): string[] {
  const messages: string[] = [];
  const scanner = new EventScanner((bytes, start, end) =>
    messages.push(Buffer.from(bytes.slice(start, end)).toString()),
  );
  inPieces(Buffer.from(stream), cuts, (bytes, start, end) => scanner.push(bytes, start, end));
  return messages;
}

const cuts = fc.array(fc.nat(400), { maxLength: 20 });
const lines = fc.array(
  fc.string({ maxLength: 30 }).map((text) => text.replaceAll(/[\r\n]/g, '-')),
  {
    minLength: 1,
    maxLength: 3,
  },
);
const noise = fc.constantFrom('', ': keep-alive\n\n', 'retry: 1000\n\n', 'id: 7\nevent: other\n');

describe('server-sent events', () => {
  it('reports the data that was sent, however it is cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(noise, lines), { maxLength: 6 }),
        cuts,
        fc.constantFrom('\n', '\r\n'),
        (sent, where, eol) => {
          const stream = sent
            .map(([before, data]) => `${before}${data.map((line) => `data: ${line}\n`).join('')}\n`)
            .join('');
          const expected = sent.map(([, data]) => data.join('\n'));
          expect(messagesOf(stream.replaceAll('\n', eol), where)).toEqual(expected);
        },
      ),
    );
  });

  it('takes one space after the colon away, and knows a field by its whole name', () => {
    expect(messagesOf('data:a\n\ndata:  b\n\ndata\n\ndatum: c\n\n', [])).toEqual(['a', ' b', '']);
  });
});

describe('chunked body', () => {
  const bodyOf = (bytes: Uint8Array, where: readonly number[]) => {
    const seen = { body: '', ended: 0, faults: [] as string[] };
    const scanner = new ChunkScanner({
      body: (from, start, end) => {
        seen.body += Buffer.from(from.slice(start, end)).toString('latin1');
      },
      ended: () => seen.ended++,
      fault: (reason) => seen.faults.push(reason),
    });
    inPieces(bytes, where, (from, start, end) => scanner.push(from, start, end));
    return seen;
  };
  const chunk = (content: Uint8Array, extension: string) =>
    Buffer.concat([Buffer.from(`${content.length.toString(16)}${extension}\r\n`), content, Buffer.from('\r\n')]);

  it('hands on what the chunks hold, however they are cut', () => {
    const contents = fc.array(fc.uint8Array({ minLength: 1, maxLength: 60 }), { maxLength: 5 });
    fc.assert(
      fc.property(contents, fc.constantFrom('', ';name=value'), cuts, (parts, extension, where) => {
        const bytes = Buffer.concat([...parts.map((part) => chunk(part, extension)), Buffer.from('0\r\n\r\n')]);
        const body = Buffer.concat(parts).toString('latin1');
        expect(bodyOf(bytes, where)).toEqual({ body, ended: 1, faults: [] });
      }),
    );
  });

  it('refuses a size that is no number and a chunk without its line end', () => {
    expect(bodyOf(Buffer.from('zz\r\nab'), []).faults).toHaveLength(1);
    expect(bodyOf(Buffer.from('2\r\nabcd'), [])).toEqual({ body: 'ab', ended: 0, faults: [expect.any(String)] });
  });
});
