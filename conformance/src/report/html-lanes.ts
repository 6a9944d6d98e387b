import type { Entry } from '../wire/transcript.ts';
import { counted, entries as entryCount } from './counted.ts';
import { text } from './html-text.ts';

/** Longer transcripts are folded. */
const OPEN_UP_TO = 40;
/** With more sockets the lanes are too narrow to be followed, and each line names its own. */
const MOST_LANES = 10;

const MARKS: Record<Entry['event'], { sign: string; words: string }> = {
  open: { sign: '○', words: 'opens' },
  refused: { sign: '⊘', words: 'is refused' },
  sent: { sign: '→', words: 'kit sends' },
  received: { sign: '←', words: 'server sends' },
  closed: { sign: '●', words: 'closed' },
  note: { sign: '·', words: 'note' },
};

/** What happened on all sockets of a check: a lane for each, time downwards. */
export function lanes(entries: readonly Entry[], state: 'open' | 'closed'): string {
  const shown = entries.filter((entry) => !entry.foreign);
  if (shown.length === 0) return '';
  const left = entries.length - shown.length;
  const sockets = [...new Set(shown.filter(({ event }) => event !== 'note').map(({ lane }) => lane))];
  const columns = sockets.length > MOST_LANES ? [] : sockets;
  const head = columns.map((name) => `<th class="lane" scope="col">${text(name)}</th>`).join('');
  const missing = `${counted(left, 'event')} that this check did not wait for`;
  const rest = left === 0 ? '' : `<p class="small soft">Left out: ${missing}.</p>`;
  const summary = `Transcript: ${counted(sockets.length, 'socket')}, ${entryCount(shown.length)}`;
  const rows = shown.map((entry) => row(entry, columns));
  const open = state === 'open' && shown.length <= OPEN_UP_TO ? ' open' : '';
  return `<details${open}><summary class="small">${summary}</summary>
<div class="lanes"><table>
<thead><tr><th scope="col">ms</th>${head}<th scope="col">frame</th></tr></thead>
<tbody>${rows.join('')}</tbody>
</table></div>${rest}</details>`;
}

function row(entry: Entry, columns: readonly string[]): string {
  const { sign, words } = MARKS[entry.event];
  const cells = columns.map((name) =>
    name === entry.lane
      ? `<td class="lane on ${entry.event}"><span title="${words}">${sign}</span></td>`
      : '<td class="lane"><span></span></td>',
  );
  const kind = entry.frame === undefined || entry.frame === 'text' ? '' : `[${entry.frame}] `;
  const fault = entry.fault === undefined ? '' : `<div class="wrong">▲ ${text(entry.fault)}</div>`;
  const who = columns.includes(entry.lane) ? 'who' : 'who always';
  const label = `<span class="${who}">${text(entry.lane)} ${sign}</span> `;
  const verb = entry.event === 'sent' || entry.event === 'received' || entry.event === 'note' ? '' : `${words} `;
  const frame = `<td class="t">${label}${verb}${kind}${text(entry.text)}${fault}</td>`;
  const state = entry.fault === undefined ? entry.event : `${entry.event} fault`;
  return `<tr class="${state}"><td>${entry.atMs}</td>${cells.join('')}${frame}</tr>`;
}
