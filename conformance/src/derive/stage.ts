import type { Channel, Message } from '@agentwire/generated/model';
import { fresh } from '../fresh.ts';
import { at, isObject } from '../json.ts';
import { framed, messageById, payloadPlace } from '../protocol.ts';
import type { Connection } from '../wire/connection.ts';

/** What stands on a connection for texts of the document's examples. */
export type Names = ReadonlyMap<unknown, unknown>;

type Sends = NonNullable<Channel['facts']['stage']>['sends'];

/** What one message takes of the stage that not every message does. */
export const propsOf = ({ facts }: Channel, message: Message | undefined): Sends =>
  (facts.stage?.sends ?? []).filter((entry) => message && entry.for?.includes(message.id));

/** What stands on one connection so that the examples of its messages make sense. */
export class Stage {
  readonly names: Map<unknown, unknown>;
  readonly #connection: Connection;
  readonly #sends: Sends;
  readonly #set = new Set<Sends[number]>();
  /** What the server owes, by the text of the examples that stands for it. */
  readonly #owed = new Map<string, string>();

  private constructor(connection: Connection, names: Iterable<readonly [unknown, unknown]>) {
    const { fresh: own = [], sends = [] } = connection.channel.facts.stage ?? {};
    this.#connection = connection;
    this.#sends = sends;
    this.names = new Map([...names, ...own.map((text) => [text, fresh(text)] as const)]);
  }

  /**
   * What every message takes.
   * @param names what stands for texts without any message
   * @throws NotCome
   */
  static async set(connection: Connection, names: Iterable<readonly [unknown, unknown]>): Promise<Stage> {
    const stage = new Stage(connection, names);
    await stage.#send(stage.#sends.filter((entry) => entry.for === undefined));
    return stage;
  }

  /**
   * What one message takes besides, if it is not there yet; whoever needs none of it leaves none behind.
   * @throws NotCome
   */
  setFor(message: Message | undefined): Promise<void> {
    return this.#send(propsOf(this.#connection.channel, message));
  }

  /** Why a frame cannot be accepted: the server has not given what it speaks of. */
  lacking(frame: string): string | undefined {
    return [...this.#owed].find(([text]) => frame.includes(JSON.stringify(text)))?.[1];
  }

  /** An id that the server does not give keeps the example's text, and what takes it will not be accepted. */
  async #send(entries: Sends): Promise<void> {
    const connection = this.#connection;
    const { channel } = connection;
    for (const entry of entries.filter((one) => !this.#set.has(one))) {
      const { send, payload, expect, take = {} } = entry;
      this.#set.add(entry);
      const from = connection.inbox.length;
      connection.send(JSON.stringify(framed(channel, messageById(channel, send), renamed(payload, this.names))));
      await connection.barrier();
      const answer = connection.inbox
        .slice(from)
        .find((item) => item.message !== undefined && item.message.id === expect);
      for (const [text, pointer] of Object.entries(take)) {
        const given = at(answer?.value, payloadPlace(channel) + pointer);
        if (given !== undefined) this.names.set(text, given);
        else this.#owed.set(text, owes(channel, entry, pointer));
      }
    }
  }
}

function owes(channel: Channel, { send, expect }: Sends[number], pointer: string): string {
  const answer = expect === undefined ? 'an answer' : messageById(channel, expect).name;
  return `it takes ${pointer} of ${answer}, by which the subject did not answer ${messageById(channel, send).name}`;
}

/** A copy in which every text that has a name is that name. */
export function renamed(value: unknown, names: Names): unknown {
  if (names.has(value)) return names.get(value);
  if (Array.isArray(value)) return value.map((item) => renamed(item, names));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, renamed(member, names)]));
}
