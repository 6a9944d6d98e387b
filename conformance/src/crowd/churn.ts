import type { Profile } from '@agentwire/generated/model';
import type { Job } from '../job.ts';
import { channelOf } from '../protocol.ts';
import { NotCome } from '../wire/connection.ts';
import { Audience, type Member, notCome } from './audience.ts';
import { type Crowd, crowdJob } from './crowd.ts';
import { type Doors, TOPICS, type Topics } from './topics.ts';

/** So many clients come and go side by side, each so often. */
const VISITORS = 8;
const ROUNDS = 5;
/** Messages that a visitor stays for, and that it stays away for. */
const STAY = 3;
const AWAY = 2;
/** Publications that the witness may be behind. */
const AHEAD = 4;
/** Every so many publications the topic that nobody leaves gets one too. */
const KEPT_EVERY = 4;
/** Most publications; the visits take fewer. */
const MOST = 300;
const LIMIT_MS = 60_000;

/** Clients come to a topic and leave it while messages flow; all they are entitled to comes, and nothing else. */
export function churnJobs(profile: Profile): Job[] {
  const topics = TOPICS[profile.id];
  if (!topics?.doors) return [];
  const { doors } = topics;
  const check = {
    id: `${profile.id}/crowd/churn`,
    title: `${VISITORS} clients come and go ${ROUNDS} times each while messages flow`,
    requirements: [...new Set([topics.requirement, doors.requirements.surplus, doors.requirements.kept])],
    needs: topics.needs,
  };
  const play = (crowd: Crowd): Promise<void> => churn(crowd, topics, doors);
  return [crowdJob({ check, channel: channelOf(profile), profile: profile.id, limitMs: LIMIT_MS, play })];
}

async function churn(crowd: Crowd, topics: Topics, doors: Doors): Promise<void> {
  crowd.place = `${VISITORS} clients, ${ROUNDS} rounds`;
  const flow = await Flow.begin(crowd, topics);
  const visitors: Member[] = [];
  for (let index = 1; index <= VISITORS; index += 1)
    visitors.push(await flow.audience.member(`visitor-${index}`, [flow.kept]));
  const visiting = Promise.all(visitors.map((visitor) => visit(visitor, flow)));
  await flow.run(visiting);
  const rounds = await visiting;
  if (rounds.includes(0) && flow.lost.length === 0)
    throw new NotCome(`a client came and went not once within ${flow.number} messages`);
  await Promise.all(visitors.map((visitor) => flow.look(visitor)));
  const found = [
    { id: topics.requirement, wrong: flow.lost },
    { id: doors.requirements.surplus, wrong: flow.surplus },
    { id: doors.requirements.kept, wrong: flow.missing },
  ];
  for (const id of new Set(found.map((one) => one.id))) {
    crowd.decide(id, {
      wrong: found.filter((one) => one.id === id).flatMap(({ wrong }) => wrong),
      reason: 'while clients come and go, messages reach others than those who are there',
      expected: 'each message once at whoever has entered and not yet left, and at nobody else',
    });
  }
}

/** Numbered messages to a topic that clients enter and leave, and some to one that they keep. */
class Flow {
  readonly audience: Audience;
  readonly visited: string;
  readonly kept: string;
  /** What was found wrong: not there for those who are, there for those who have left, missing of what was kept. */
  readonly lost: string[] = [];
  readonly surplus: string[] = [];
  readonly missing: string[] = [];
  /** The last message that was begun; the first has 1. */
  number = 0;

  readonly #ended = Promise.withResolvers<void>();
  #over = false;
  #witness: Member | undefined;

  private constructor(audience: Audience) {
    this.audience = audience;
    this.visited = `${audience.prefix}-visited`;
    this.kept = `${audience.prefix}-kept`;
  }

  static async begin(crowd: Crowd, topics: Topics): Promise<Flow> {
    const flow = new Flow(new Audience(crowd, topics));
    const both = [flow.visited, flow.kept];
    flow.#witness = await flow.audience.member('witness', both);
    await flow.audience.speakers(MOST + MOST / KEPT_EVERY, both);
    return flow;
  }

  get witness(): Member {
    return this.#witness as Member;
  }

  /** False when the flow ended before they came. @throws NotCome */
  came(member: Member, numbers: readonly number[]): Promise<boolean> {
    const has = (number: number): boolean => this.audience.times(member, this.visited, number) > 0;
    const all = (): boolean | undefined => numbers.every(has) || (this.#over ? false : undefined);
    return member.connection.until(all, { what: `message ${numbers.join(', ')}`, after: this.#ended.promise });
  }

  /** The same for who is there: that they do not come is told, and false. */
  async demand(member: Member, numbers: readonly number[]): Promise<boolean> {
    try {
      return await this.came(member, numbers);
    } catch (error) {
      const told = `message ${numbers.join(', ')} did not all reach ${member.connection.name}, who is there`;
      notCome(error, member, () => this.lost.push(told));
      return false;
    }
  }

  /** Publishes until the visits are over, or all that may be has been published. */
  async run(visits: Promise<unknown>): Promise<void> {
    let visiting = true;
    const stop = (): void => {
      visiting = false;
    };
    visits.then(stop, stop);
    try {
      while (visiting && this.number < MOST && this.lost.length === 0) await this.#next();
    } finally {
      this.#over = true;
      this.#ended.resolve();
    }
  }

  async #next(): Promise<void> {
    this.number += 1;
    await this.audience.publish(this.visited, this.number);
    if (this.number % KEPT_EVERY === 0) await this.audience.publish(this.kept, this.number);
    if (this.number > AHEAD) await this.demand(this.witness, [this.number - AHEAD]);
  }

  /** What a visitor must have got of the topic that it kept, and nothing twice. */
  async look(member: Member): Promise<void> {
    const { connection, came } = member;
    const count = Math.floor(this.number / KEPT_EVERY);
    const missing = (): number[] =>
      Array.from({ length: count }, (_, index) => (index + 1) * KEPT_EVERY).filter(
        (number) => this.audience.times(member, this.kept, number) === 0,
      );
    await connection
      .until(() => missing().length === 0 || undefined, { what: 'the messages of the topic that was kept' })
      .catch((error: unknown) => {
        const told = `${missing().length} messages of a topic that it never left did not reach ${connection.name}`;
        notCome(error, member, () => this.missing.push(told));
      });
    const twice = [...came.values()].filter((times) => times > 1).length;
    if (twice > 0) this.lost.push(`${twice} messages came more than once to ${connection.name}`);
  }
}

/** Comes and goes; resolves to the rounds that were whole. */
async function visit(visitor: Member, flow: Flow): Promise<number> {
  const { audience, visited, witness } = flow;
  for (let round = 0; round < ROUNDS; round += 1) {
    await audience.enter(visitor, visited);
    if (!(await flow.demand(visitor, following(flow.number, STAY)))) return round;
    await audience.leave(visitor, visited);
    const away = following(flow.number, AWAY);
    if (!(await flow.came(witness, away).catch(() => false))) return round;
    await visitor.connection.barrier();
    const surplus = away.filter((number) => audience.times(visitor, visited, number) > 0);
    if (surplus.length > 0)
      flow.surplus.push(`message ${surplus.join(', ')} reached ${visitor.connection.name}, who has left`);
  }
  return ROUNDS;
}

const following = (number: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => number + index + 1);
