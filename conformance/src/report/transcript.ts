import type { Entry } from '../wire/transcript.ts';
import { counted, entries } from './counted.ts';

const ARROWS: Record<Entry['event'], string> = {
  open: 'opens  ',
  refused: 'refused',
  sent: '──▶    ',
  received: '  ◀──  ',
  closed: 'closed ',
  note: '·      ',
};

/** A transcript as lines of text: relative milliseconds, lane, direction, frame. */
export function transcriptLines(transcript: readonly Entry[], options: { width: number; most?: number }): string[] {
  const own = transcript.filter((entry) => !entry.foreign);
  const shown = shorten(own, options.most ?? own.length);
  const lane = Math.max(3, ...transcript.map((entry) => entry.lane.length));
  const foreign = transcript.length - own.length;
  const lines = shown.flatMap((entry) => {
    if (typeof entry === 'number') return [`${''.padStart(8)} … ${entries(entry, 'more ')}`];
    const kind = entry.frame === undefined || entry.frame === 'text' ? '' : `[${entry.frame}] `;
    const head = `${String(entry.atMs).padStart(6)} ms ${entry.lane.padEnd(lane)} ${ARROWS[entry.event]} `;
    const text = `${kind}${entry.text}`;
    const room = Math.max(20, options.width - head.length);
    const line = head + (text.length > room ? `${text.slice(0, room - 1)}…` : text);
    return entry.fault === undefined ? [line] : [line, `${''.padStart(head.length)}▲ ${entry.fault}`];
  });
  return foreign === 0
    ? lines
    : [...lines, `${''.padStart(8)} (left out: ${counted(foreign, 'event')} that this check did not wait for)`];
}

/** The first few and the last entries, with the number of those between. */
function shorten(entries: readonly Entry[], most: number): (Entry | number)[] {
  if (entries.length <= most) return entries.slice();
  const head = Math.floor(most / 3);
  const tail = most - head;
  return [...entries.slice(0, head), entries.length - head - tail, ...entries.slice(-tail)];
}
