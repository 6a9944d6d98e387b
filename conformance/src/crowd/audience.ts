import { randomBytes } from 'node:crypto';
import { type Connection, NotCome } from '../wire/connection.ts';
import type { Crowd } from './crowd.ts';
import { type Topics, textIn } from './topics.ts';

/** A client and how often each publication has come to it, by topic and number. */
export interface Member {
  /** Its id where members have one. */
  agent: string;
  connection: Connection;
  came: Map<string, number>;
}

const label = (topic: string, number: number): string => `${topic} ${number}`;

/** Clients of topics of their own, to which numbered messages are published. */
export class Audience {
  /** What all topics of this audience begin with. */
  readonly prefix: string;
  readonly topics: Topics;
  readonly #crowd: Crowd;
  readonly #speakers: Connection[] = [];
  #published = 0;

  constructor(crowd: Crowd, topics: Topics) {
    this.#crowd = crowd;
    this.topics = topics;
    this.prefix = `${crowd.environment.runId}-${randomBytes(3).toString('hex')}`;
  }

  /** A client that has entered topics. */
  async member(name: string, entered: readonly string[]): Promise<Member> {
    const came = new Map<string, number>();
    const connection = await this.#crowd.connect(name, (received) => {
      const [which] = /^\S+ \d+/.exec(textIn(this.topics, received.value) ?? '') ?? [];
      if (which === undefined || !which.startsWith(this.prefix)) return;
      came.set(which, (came.get(which) ?? 0) + 1);
      received.text = undefined;
      received.value = undefined;
    });
    const member = { agent: `${this.prefix}-${name}`, connection, came };
    await this.topics.doors?.begin(connection, member.agent);
    for (const topic of entered) await this.enter(member, topic);
    return member;
  }

  /** Clients that publish so many messages to these topics; none where the subject is made to. */
  async speakers(publications: number, topics: readonly string[]): Promise<void> {
    const { each } = this.topics;
    const count = each === undefined ? 0 : Math.ceil(publications / each);
    for (let index = 1; index <= count; index += 1)
      this.#speakers.push((await this.member(`speaker-${index}`, topics)).connection);
  }

  /** Returns when the subject has taken it in. */
  async enter({ agent, connection }: Member, topic: string): Promise<void> {
    const { doors } = this.topics;
    if (doors) connection.send(JSON.stringify(doors.enter(topic, agent)));
    if (connection.channel.facts.barrier) await connection.barrier();
  }

  async leave({ agent, connection }: Member, topic: string): Promise<void> {
    connection.send(JSON.stringify(this.topics.doors?.leave(topic, agent)));
    await connection.barrier();
  }

  /** @param bytes how long the message is made, at the least */
  async publish(topic: string, number: number, bytes = 0): Promise<void> {
    const speaker = this.#speakers[this.#published % this.#speakers.length];
    this.#published += 1;
    const text = `${label(topic, number)} ${'x'.repeat(bytes)}`.trim();
    await this.topics.publish(this.#crowd, { topic, text, speaker });
  }

  times({ came }: Member, topic: string, number: number): number {
    return came.get(label(topic, number)) ?? 0;
  }
}

/** The error's place taken by `told`, where it speaks of a message that did not come. @throws any other */
export function notCome(error: unknown, { connection }: Member, told: () => void): void {
  if (!(error instanceof NotCome) || connection.closed) throw error;
  told();
}
