import { isObject } from '../src/json.ts';
import { pool } from '../src/pool.ts';
import { type Shown, wrongIn } from './findings.ts';
import type { Kit } from './kit.ts';
import type { TrialOptions } from './mutant.ts';
import { withRelays } from './own-server.ts';
import { faithful, type Manner, OWN_PING, type Passage } from './relay/manner.ts';
import { read } from './relay/place.ts';

/** Says each message otherwise. */
const rewriting =
  (rewrite: (value: unknown) => unknown): Passage =>
  ({ channel, client, text }) => {
    const told = read(channel, text);
    client.send(told ? told.saying(rewrite(told.value)) : text);
  };

/** Spells the JSON of each text otherwise; what a transport puts before it stays. */
const spelling =
  (spell: (json: string) => string): Passage =>
  ({ client, text }) => {
    const prefix = /^\d*(?=[[{])/.exec(text)?.[0];
    client.send(prefix === undefined ? text : `${prefix}${spell(text.slice(prefix.length))}`);
  };

/** Changes every object of a value, the innermost first. */
function objects(value: unknown, change: (members: [string, unknown][]) => [string, unknown][]): unknown {
  if (Array.isArray(value)) return value.map((item) => objects(item, change));
  if (!isObject(value)) return value;
  const members = Object.entries(value).map(([key, item]): [string, unknown] => [key, objects(item, change)]);
  return Object.fromEntries(change(members));
}

/** Also says something behind each message that the document does not know. */
const andMore: Passage = ({ channel, client, text }) => {
  client.send(text);
  const told = read(channel, text);
  const { sse, barrier, opening } = channel.facts;
  if (!told || sse || told.message.id === barrier?.expect || told.message.id === opening) return;
  const [property = 'type'] = channel.facts.discriminator;
  client.send(told.saying({ [property]: 'of-a-later-version', payload: {} }));
};

/** Gives errors other words: their codes are what counts. */
const otherWords = rewriting((value) =>
  objects(value, (members) =>
    members.some(([key]) => key === 'code')
      ? members.map(([key, item]) => (key === 'message' ? [key, 'No.'] : [key, item]))
      : members,
  ),
);

/** In 20 ms steps, so that the order is all that stays. */
const uneven = (): number => 20 * Math.floor(Math.random() * 4);

/** Slashes and all that is no ASCII as `\\u002f`, which JSON allows. */
const escaped = (json: string): string =>
  json.replaceAll(/\/|[^ -~]/g, (character) =>
    Array.from({ length: character.length }, (_, index) => character.charCodeAt(index).toString(16).padStart(4, '0'))
      .map((digits) => `\\u${digits}`)
      .join(''),
  );

/** What a server may do otherwise than ours and be right. */
export const VARIANTS: Record<string, Partial<Manner>> = {
  'members in reverse order': { passage: rewriting((value) => objects(value, (members) => members.reverse())) },
  'members in alphabetical order': { passage: rewriting((value) => objects(value, (members) => members.sort())) },
  'a further member in every message': {
    passage: rewriting((value) => (isObject(value) ? further(value) : value)),
  },
  'JSON over several lines': { passage: spelling((json) => JSON.stringify(JSON.parse(json), null, 2)) },
  'JSON with blanks around it': { passage: spelling((json) => ` ${json} \n`) },
  'escaped characters': { passage: spelling(escaped) },
  'messages of a later version': { passage: andMore },
  'other words in errors': { passage: otherWords },
  'everything 50 ms later': { delayMs: () => 50 },
  'everything later, now less, now more': { delayMs: uneven },
  'connections that open after 150 ms': { openingMs: 150 },
  'text in several fragments': {
    put(socket, text) {
      const bytes = Buffer.from(text);
      const middle = Math.ceil(bytes.length / 2);
      socket.send(bytes.subarray(0, middle), { fin: false, binary: false });
      socket.send(bytes.subarray(middle), { fin: true, binary: false });
    },
  },
  'control pings between messages': {
    put(socket, text) {
      socket.send(text);
      socket.ping(OWN_PING);
    },
  },
  'control pongs that nobody asked for': {
    put(socket, text) {
      socket.pong();
      socket.send(text);
    },
  },
  'further headers': { headers: ['X-Served-By: relay', 'Set-Cookie: route=7; Path=/', 'server: relay'] },
  'words with every close': { closeReason: 'goodbye' },
  'events with line ends of DOS': { event: (block) => `${`${block}\n\n`.replaceAll('\n', '\r\n')}` },
  'events without blanks, and comments between': {
    event: (block) => `${block.replaceAll(/^(data|id): /gm, '$1:')}\n\n: a comment\n\n`,
  },
};

function further(value: Record<string, unknown>): unknown {
  const more = { later_version: { since: 2030 } };
  return isObject(value.payload) ? { ...value, payload: { ...value.payload, ...more } } : { ...value, ...more };
}

/** Judges our server through a relay that changes what may be otherwise; nothing may be found wrong. */
export async function judgeVariants(
  kit: Kit,
  { isFull, workers, only = () => true }: Pick<TrialOptions, 'isFull' | 'workers' | 'only'>,
): Promise<Shown[]> {
  const jobs = kit.model.profiles
    .flatMap(({ id }) => kit.jobs(id))
    .filter(({ phase, ownProcess }) => phase !== 'time' && !ownProcess)
    .filter(({ phase, checks: [check] }) => isFull || (phase !== 'limit' && check?.kind === 'scenario'))
    .filter(({ checks: [check] }) => check?.id !== COMPRESSED);
  const variants = Object.entries(VARIANTS).filter(([name]) => only(name));
  const shown: Shown[] = [];
  await withRelays(kit, { count: workers, timeoutMs: TIMEOUT_MS }, async (lanes) => {
    const idle = lanes.slice();
    await pool(variants, workers, async ([name, manner]) => {
      const lane = idle.pop() as (typeof lanes)[number];
      await lane.server.control.begin(null);
      lane.relay.manner = { ...faithful, ...manner };
      const wrong = wrongIn(await kit.run(jobs, lane.subject));
      // What a check minds it minds each time; a machine with more to do does not come between twice.
      const again = wrong.length === 0 ? [] : wrongIn(await kit.run(jobs, lane.subject));
      lane.relay.manner = faithful;
      idle.push(lane);
      shown.push({ name, wrong: again, note: 'nothing found' });
    });
  });
  return shown.sort((left, right) => left.name.localeCompare(right.name));
}

/** The relay takes compression out of both halves of a connection. */
const COMPRESSED = 'mxf/deflate';

/** How long the kit waits for a message, milliseconds. */
const TIMEOUT_MS = 4_000;
