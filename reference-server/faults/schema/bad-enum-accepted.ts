import { valueAt } from '../../src/pointer.ts';
import { faultAt } from '../fault.ts';
import { altered } from '../message.ts';
import { seams } from '../seams.ts';

/** Places of messages that hold a word of a list: where their object is, and their member. */
const lists = [
  { place: ['', 'data'], list: ['online', 'offline', 'away', 'busy'] },
  { place: ['/data', 'status'], list: ['online', 'offline', 'away', 'busy'] },
  { place: ['', 'coordination'], list: ['sequential', 'parallel', 'parallel_then_merge'] },
  { place: ['', 'analysisType'], list: ['full', 'incremental', 'focused'] },
  { place: ['/payload', 'scope'], list: ['agent', 'channel', 'relationship'] },
] as const;

/** A word that is on no list is taken for the first of the list. */
export const fault = faultAt(seams.receive, {
  breaks: ['cloud/presence/invalid-status', 'codex/workflow/unknown-coordination', 'mxf/errors/invalid-payload'],
  around:
    (hit) =>
    ({ args: [received], proceed }) =>
      proceed(
        altered(received, (value) =>
          lists.reduce((message, { place: [parent, member], list }) => {
            const holder = parent === '' ? message : valueAt(message, parent);
            if (!(holder instanceof Object) || !(member in holder)) return message;
            const word = (holder as Record<string, unknown>)[member];
            if (typeof word !== 'string' || (list as readonly string[]).includes(word)) return message;
            hit();
            (holder as Record<string, unknown>)[member] = list[0];
            return message;
          }, value),
        ),
      ),
});
