import type { Clock } from './clock.ts';
import type { Log } from './log.ts';

/** A message on its way, as it is logged. */
export interface LoggedMessage {
  direction: 'in' | 'out';
  profile: string;
  /** Wire name; empty for what is no message. */
  type: string;
  /** Of the connection; readers of an event stream have none. */
  clientId?: string | undefined;
  userId?: string | undefined;
  /** Size on the wire. */
  bytes: number;
  message: unknown;
}

/** What a message can be chosen by, and how. */
const criteria = {
  direction: (word: string, { direction }: LoggedMessage) => direction === word,
  profile: (word: string, { profile }: LoggedMessage) => profile === word,
  type: (word: string, { type }: LoggedMessage) => type === word,
  client: (word: string, { clientId }: LoggedMessage) => clientId === word,
  user: (word: string, { userId }: LoggedMessage) => userId === word,
};

type Criterion = keyof typeof criteria;

/** Which messages are logged, and whether with what they say. */
export interface FrameFilter {
  /** A message has one of the words of every criterion that is named. */
  wanted: ReadonlyMap<Criterion, readonly string[]>;
  excludedTypes: ReadonlySet<string>;
  includesData: boolean;
}

/**
 * Reads `profile=cloud,type=ping,not-type=pong,client=…,user=…,direction=in,data=true`; what is named twice is
 * either. `all` names nothing.
 *
 * @throws Error that says what it may be
 */
export function readFrameFilter(text: string): FrameFilter {
  const wanted = new Map<Criterion, string[]>();
  const excludedTypes = new Set<string>();
  let includesData = false;
  for (const pair of text === 'all' ? [] : text.split(',')) {
    const [name = '', ...rest] = pair.trim().split('=');
    const word = rest.join('=');
    if (word === '') throw unknown();
    if (name === 'data') includesData = word === 'true';
    else if (name === 'not-type') excludedTypes.add(word);
    else if (isCriterion(name)) wanted.set(name, [...(wanted.get(name) ?? []), word]);
    else throw unknown();
  }
  return { wanted, excludedTypes, includesData };
}

function isCriterion(name: string): name is Criterion {
  return Object.hasOwn(criteria, name);
}

function unknown(): Error {
  return new Error(`It must be all, or name=word with ${[...Object.keys(criteria), 'not-type', 'data'].join(', ')}.`);
}

/** What stands for data that the filter does not include, as in AutoSDLC's debugger. */
const hidden = '[FILTERED]';

/** Logs messages as they come and go, whatever the level of the log is. */
export class FrameLog {
  readonly #filter: FrameFilter;
  readonly #clock: Clock;
  readonly #log: Log;

  constructor({ filter, clock, log }: { filter: FrameFilter; clock: Clock; log: Log }) {
    this.#filter = filter;
    this.#clock = clock;
    this.#log = log.child({}, { level: 'info' });
  }

  note(logged: LoggedMessage): void {
    const { wanted, excludedTypes, includesData } = this.#filter;
    if (excludedTypes.has(logged.type)) return;
    for (const [criterion, words] of wanted) {
      if (!words.some((word) => criteria[criterion](word, logged))) return;
    }
    const { direction, profile, type, clientId, userId, bytes: size, message } = logged;
    const timestamp = new Date(this.#clock.now()).toISOString();
    const line = { timestamp, direction, profile, clientId, userId, messageId: idOf(message), type, size };
    this.#log.info({ ...line, data: includesData ? message : hidden }, 'frame');
  }
}

function idOf(message: unknown): unknown {
  return typeof message === 'object' && message !== null && 'id' in message ? message.id : undefined;
}
