import type { Channel, Profile } from '@agentwire/generated/model';
import type { Job } from '../job.ts';
import { channelOf } from '../protocol.ts';
import { NotCome } from '../wire/connection.ts';
import { Audience, type Member, notCome } from './audience.ts';
import { type Crowd, crowdJob } from './crowd.ts';
import { TOPICS, type Topics } from './topics.ts';

/** Clients that read, beside the one that does not. */
const READERS = 3;
const MESSAGE_BYTES = 256 * 1024;
/** What two sockets and the way between them may hold, and a little more than the queue itself. */
const SURPLUS_BYTES = 12 * 1024 * 1024;
/** Publications that the readers may be behind. */
const AHEAD = 4;
const LIMIT_MS = 120_000;

type Facts = NonNullable<Channel['facts']['slowConsumer']>;

/** One client does not read while more is published than the subject keeps for it. */
export function stalledJobs(profile: Profile): Job[] {
  const topics = TOPICS[profile.id];
  if (!topics) return [];
  const channel = channelOf(profile, topics.channel);
  const { slowConsumer: facts, requirements } = channel.facts;
  const requirement = requirements?.slowConsumer;
  if (!facts || requirement === undefined) return [];
  const check = {
    id: `${profile.id}/crowd/stalled`,
    title: 'A client that does not read keeps nothing from the others, and misses nothing unnoticed',
    requirements: [topics.requirement, requirement],
    needs: topics.needs,
  };
  const play = (crowd: Crowd): Promise<void> => stall(crowd, { topics, facts, requirement });
  return [crowdJob({ check, channel, profile: profile.id, limitMs: LIMIT_MS, phase: 'limit', play })];
}

async function stall(
  crowd: Crowd,
  { topics, facts, requirement }: { topics: Topics; facts: Facts; requirement: string },
): Promise<void> {
  const messages = Math.ceil((facts.softLimitBytes + facts.queueBytes + SURPLUS_BYTES) / MESSAGE_BYTES);
  crowd.place = `${messages} messages of ${MESSAGE_BYTES} bytes`;
  const audience = new Audience(crowd, topics);
  const topic = `${audience.prefix}-topic`;
  const sleeper = await audience.member('sleeper', [topic]);
  const readers: Member[] = [];
  for (let index = 1; index <= READERS; index += 1) readers.push(await audience.member(`reader-${index}`, [topic]));
  await audience.speakers(messages, [topic]);

  sleeper.connection.stall();
  const lost: string[] = [];
  const demand = (reader: Member, number: number): Promise<void> =>
    reader.connection
      .until(() => audience.times(reader, topic, number) > 0 || undefined, { what: `message ${number}` })
      .then(() => {})
      .catch((error: unknown) => {
        const told = `message ${number} did not reach ${reader.connection.name}, who reads`;
        notCome(error, reader, () => lost.push(told));
      });
  let number = 0;
  while (number < messages && lost.length === 0) {
    number += 1;
    await audience.publish(topic, number, MESSAGE_BYTES);
    if (number > AHEAD) await Promise.all(readers.map((reader) => demand(reader, number - AHEAD)));
  }
  // Those of several speakers may come in another order than they were sent.
  for (const last of numbers(number).slice(-AHEAD)) await Promise.all(readers.map((reader) => demand(reader, last)));
  for (const reader of readers) {
    const wrong = numbers(number).filter((one) => audience.times(reader, topic, one) !== 1);
    if (wrong.length > 0) lost.push(`message ${wrong[0]} did not reach ${reader.connection.name} once`);
  }
  crowd.decide(topics.requirement, {
    wrong: lost,
    reason: 'while one client does not read, others miss messages',
    expected: 'each message once at every client that reads',
  });

  sleeper.connection.readOn();
  await drained(sleeper, number);
  const code = crowd.channel.facts.closeCodes?.slowConsumer;
  crowd.decide(requirement, {
    wrong: gaps({ audience, topic, sleeper, number, code }),
    reason: 'a client that did not read has missed messages and could not know',
    expected: `every message in the end, or the close with ${code ?? 'any code'} behind the first ones`,
  });
}

/** Waits until all has come, the connection has closed, or nothing comes any more. */
async function drained({ connection, came }: Member, number: number): Promise<void> {
  for (let before = -1; before < came.size && came.size < number; ) {
    before = came.size;
    await connection
      .until(() => came.size > before || undefined, { what: 'the rest' })
      .catch((error: unknown) => {
        if (!(error instanceof NotCome)) throw error;
      });
  }
}

function gaps(of: {
  audience: Audience;
  topic: string;
  sleeper: Member;
  number: number;
  code: number | undefined;
}): string[] {
  const { audience, topic, sleeper, number, code } = of;
  const { closed } = sleeper.connection;
  const last = numbers(number).findLast((one) => audience.times(sleeper, topic, one) > 0) ?? 0;
  const missing = numbers(closed ? last : number).filter((one) => audience.times(sleeper, topic, one) !== 1);
  return [
    ...(missing.length > 0 ? [`message ${missing[0]} did not come once, while ${last} was the last`] : []),
    ...(closed && code !== undefined && closed.code !== code ? [`closed with ${closed.code}`] : []),
  ];
}

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);
