import type { Profile } from '@agentwire/generated/model';
import type { Job } from '../plan.ts';
import { channelOf } from '../protocol.ts';
import { type Connection, NotCome } from '../wire/connection.ts';
import { type Crowd, crowdJob } from './crowd.ts';
import { labelIn, labelOf, TOPICS, type Topics } from './topics.ts';

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
const LIMIT_MS = 60_000;

/** Clients come to a topic and leave it while messages flow; all they are entitled to comes, and nothing else. */
export function churnJobs(profile: Profile): Job[] {
  const topics = TOPICS[profile.id];
  if (!topics) return [];
  const check = {
    id: `${profile.id}/crowd/churn`,
    title: `${VISITORS} clients come and go ${ROUNDS} times each while messages flow`,
    requirements: [...new Set(Object.values(topics.requirements))],
    needs: topics.needs,
  };
  const play = (crowd: Crowd): Promise<void> => churn(crowd, topics);
  return [crowdJob({ check, channel: channelOf(profile), profile: profile.id, limitMs: LIMIT_MS, play })];
}

async function churn(crowd: Crowd, topics: Topics): Promise<void> {
  crowd.place = `${VISITORS} clients, ${ROUNDS} rounds`;
  const flow = await Flow.begin(crowd, topics);
  const visitors = [];
  for (let index = 1; index <= VISITORS; index += 1) visitors.push(await flow.member(`visitor-${index}`, [flow.kept]));
  const visiting = Promise.all(visitors.map((visitor) => visit(visitor, flow)));
  await flow.run(visiting);
  const rounds = await visiting;
  if (rounds.some((done) => done === 0) && flow.faults.lost.length === 0)
    throw new NotCome(`a client came and went not once within ${flow.number} messages`);
  for (const visitor of visitors) await flow.look(visitor);
  const { lost, surplus, kept } = topics.requirements;
  const wrong = (id: string): string[] => [
    ...(id === lost ? flow.faults.lost : []),
    ...(id === surplus ? flow.faults.surplus : []),
    ...(id === kept ? flow.faults.kept : []),
  ];
  for (const id of new Set([lost, surplus, kept])) {
    crowd.decide(id, {
      wrong: wrong(id),
      reason: 'while clients come and go, messages reach others than those who are there',
      expected: 'each message once at whoever has entered and not yet left, and at nobody else',
    });
  }
}

/** A client of the flow, and how often each publication has come. */
interface Member {
  agent: string;
  connection: Connection;
  came: Map<string, number>;
}

/** Numbered messages to a topic that clients enter and leave, and some to one that they keep. */
class Flow {
  readonly visited: string;
  readonly kept: string;
  readonly faults = { lost: [] as string[], surplus: [] as string[], kept: [] as string[] };
  /** The last message that was begun; the first has 1. */
  number = 0;
  over = false;
  /** Resolves when nothing more is published. */
  readonly ended: Promise<void>;

  readonly #crowd: Crowd;
  readonly #topics: Topics;
  readonly #speakers: Connection[] = [];
  readonly #end: () => void;
  #witness: Member | undefined;
  #published = 0;

  private constructor(crowd: Crowd, topics: Topics) {
    this.#crowd = crowd;
    this.#topics = topics;
    const prefix = `${crowd.environment.runId}-churn-${Math.random().toString(36).slice(2, 8)}`;
    this.visited = `${prefix}-visited`;
    this.kept = `${prefix}-kept`;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.ended = promise;
    this.#end = resolve;
  }

  static async begin(crowd: Crowd, topics: Topics): Promise<Flow> {
    const flow = new Flow(crowd, topics);
    flow.#witness = await flow.member('witness', [flow.visited, flow.kept]);
    for (let index = 1; index <= topics.speakers; index += 1)
      flow.#speakers.push((await flow.member(`speaker-${index}`, [flow.visited, flow.kept])).connection);
    return flow;
  }

  get witness(): Member {
    return this.#witness as Member;
  }

  async member(name: string, entered: readonly string[]): Promise<Member> {
    const came = new Map<string, number>();
    const connection = await this.#crowd.connect(name, ({ value }) => {
      const label = labelIn(this.#topics, value);
      if (label !== undefined) came.set(label, (came.get(label) ?? 0) + 1);
    });
    const member = { agent: `${this.visited}-${name}`, connection, came };
    await this.#topics.begin(connection, member.agent);
    for (const topic of entered) await this.enter(member, topic);
    return member;
  }

  /** Returns when the subject has taken it in. */
  enter({ agent, connection }: Member, topic = this.visited): Promise<unknown> {
    connection.send(JSON.stringify(this.#topics.enter(topic, agent)));
    return connection.barrier();
  }

  leave({ agent, connection }: Member): Promise<unknown> {
    connection.send(JSON.stringify(this.#topics.leave(this.visited, agent)));
    return connection.barrier();
  }

  /** How often a message of the visited topic has come. */
  times(member: Member, number: number): number {
    return member.came.get(labelOf(this.visited, number)) ?? 0;
  }

  /** False when the flow ended before it came. @throws NotCome */
  async came(member: Member, numbers: readonly number[]): Promise<boolean> {
    const all = (): boolean | undefined =>
      numbers.every((number) => this.times(member, number) > 0) || (this.over ? false : undefined);
    return member.connection.until(all, { what: `message ${numbers.join(', ')}`, after: this.ended });
  }

  /** Publishes until the visits are over, or all that may be has been published. */
  async run(visits: Promise<unknown>): Promise<void> {
    const { speakers, each } = this.#topics;
    const most = each * Math.max(1, speakers);
    let visiting = true;
    const stop = (): void => {
      visiting = false;
    };
    visits.then(stop, stop);
    try {
      while (visiting && this.#published + 2 <= most && this.faults.lost.length === 0) await this.#next();
    } finally {
      this.over = true;
      this.#end();
    }
  }

  async #next(): Promise<void> {
    this.number += 1;
    await this.#publish(this.visited);
    if (this.number % KEPT_EVERY === 0) await this.#publish(this.kept);
    const due = this.number - AHEAD;
    if (due >= 1) await this.#demand(this.witness, due);
  }

  #publish(topic: string): Promise<void> {
    const speaker = this.#speakers[this.#published % this.#speakers.length];
    this.#published += 1;
    return this.#topics.publish(this.#crowd, { topic, number: this.number, speaker });
  }

  async #demand(member: Member, number: number): Promise<void> {
    await this.came(member, [number]).catch((error: Error) => this.lost(member, [number], error));
  }

  /** @throws what does not speak of a message that did not come */
  lost({ connection }: Member, numbers: readonly number[], error: Error): void {
    if (!(error instanceof NotCome) || connection.closed) throw error;
    this.faults.lost.push(`message ${numbers.join(', ')} did not all reach ${connection.name}, who is there`);
  }

  /** What a visitor must have got of the topic that it kept, and nothing twice. */
  async look({ connection, came }: Member): Promise<void> {
    const numbers = Array.from(
      { length: Math.floor(this.number / KEPT_EVERY) },
      (_, index) => (index + 1) * KEPT_EVERY,
    );
    const labels = numbers.map((number) => labelOf(this.kept, number));
    const missing = (): string[] => labels.filter((label) => !came.has(label));
    await connection
      .until(() => missing().length === 0 || undefined, { what: 'the messages of the topic that was kept' })
      .catch((error: Error) => {
        if (!(error instanceof NotCome) || connection.closed) throw error;
        this.faults.kept.push(
          `${missing().length} messages of a topic that it never left did not reach ${connection.name}`,
        );
      });
    const twice = [...came].filter(([, times]) => times > 1);
    if (twice.length > 0) this.faults.lost.push(`${twice.length} messages came more than once to ${connection.name}`);
  }
}

/** Comes and goes; resolves to the rounds that were whole. */
async function visit(visitor: Member, flow: Flow): Promise<number> {
  const { connection } = visitor;
  for (let round = 0; round < ROUNDS; round += 1) {
    await flow.enter(visitor);
    const stay = following(flow.number, STAY);
    const came = await flow.came(visitor, stay).catch((error: Error) => flow.lost(visitor, stay, error));
    if (came !== true) return round;
    await flow.leave(visitor);
    const away = following(flow.number, AWAY);
    if (!(await flow.came(flow.witness, away).catch(() => false))) return round;
    await connection.barrier();
    const surplus = away.filter((number) => flow.times(visitor, number) > 0);
    if (surplus.length > 0)
      flow.faults.surplus.push(`message ${surplus.join(', ')} reached ${connection.name}, who has left`);
  }
  return ROUNDS;
}

const following = (number: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => number + index + 1);
