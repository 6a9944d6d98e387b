import type { Message, Model } from '@agentwire/generated/model';
import { classify } from '../../src/protocol.ts';
import type { CheckReport } from '../../src/report/report.ts';
import type { Entry } from '../../src/wire/transcript.ts';
import { channelAt } from './place.ts';

/** A message as a check received it. */
export interface Sighting {
  value: unknown;
  message: Message;
  /** Whether the check had an older connection of the same channel. */
  isForYounger: boolean;
  /** Messages that came behind it and did not wait for the kit. */
  followers: readonly Message[];
}

/** What comes so long after a message comes by itself, milliseconds. */
const AT_ONCE_MS = 200;

/** All messages that a check received, by its transcript. */
export function sightingsIn({ transcript }: CheckReport, model: Model): Sighting[] {
  const opened = transcript.filter(({ event }) => event === 'open');
  const channelOf = new Map(opened.map(({ lane, text }) => [lane, channelAt(model, pathOf(text))]));
  const messageIn = (entry: Entry | undefined): { value: unknown; message: Message } | undefined => {
    const channel = entry && channelOf.get(entry.lane);
    const value = entry?.event === 'received' ? parsed(entry.text) : undefined;
    const message = channel && classify(channel, 'server-to-client', value);
    return message && { value, message };
  };
  const isOpenAt = (lane: string, index: number): boolean =>
    transcript.findLast((entry, at) => at < index && entry.lane === lane && /open|closed/.test(entry.event))?.event ===
    'open';
  return transcript.flatMap((entry, index) => {
    const told = messageIn(entry);
    if (!told) return [];
    const channel = channelOf.get(entry.lane);
    const lanes = [...channelOf.keys()].filter((lane) => channelOf.get(lane) === channel && isOpenAt(lane, index));
    const later = transcript.slice(index + 1).filter(({ lane, event }) => lane === entry.lane || event === 'sent');
    const end = later.findIndex(({ event, atMs }) => event === 'sent' || atMs - entry.atMs > AT_ONCE_MS);
    const followers = later.slice(0, end === -1 ? undefined : end).flatMap((one) => messageIn(one)?.message ?? []);
    return [{ ...told, isForYounger: lanes.indexOf(entry.lane) > 0, followers }];
  });
}

/** The path in the line of a transcript that opens a connection. */
function pathOf(text: string): string {
  const { pathname } = new URL(text.split(' ')[0] ?? '');
  return pathname;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/ \(id [^)]*\)$/, ''));
  } catch {
    // Cut off, or a comment.
    return undefined;
  }
}
