import { type ClientOptions, openClient } from '../client.ts';
import type { Environment } from '../environment.ts';
import { fresh } from '../fresh.ts';
import { at, replaced, same } from '../json.ts';
import { isBarrierOpen, payloadPlace } from '../protocol.ts';
import { type Connection, NotCome, type Received } from '../wire/connection.ts';
import type { DerivedCheck } from './derived-check.ts';
import { type Aftermath, presents } from './outcome.ts';
import { type Names, renamed, Stage } from './stage.ts';

export interface Ready {
  connection: Connection;
  stage: Stage;
}

/**
 * A connection on whose stage messages can come.
 * @throws Refused, NotCome
 */
export async function openFor(options: ClientOptions): Promise<Ready> {
  const { environment, channel } = options;
  const connection = await openClient('client', options);
  const given = environment.parameters(channel);
  const parameters = channel.parameters.map(({ name, examples }) => [examples[0] ?? name, given[name]] as const);
  return { connection, stage: await Stage.set(connection, parameters) };
}

/** The frame as it is sent: with credential and fresh ids, and with what stands here for texts of the examples. */
export function filled(
  frame: Pick<DerivedCheck, 'message' | 'text' | 'credential' | 'fresh'>,
  { names, environment }: { names: Names; environment: Environment },
): string {
  const { message, text, credential, fresh: ids = [] } = frame;
  if (!message) return text;
  let value = renamed(JSON.parse(text), names);
  for (const pointer of ids) value = replaced(value, pointer, fresh(at(value, pointer)));
  if (credential !== undefined) value = replaced(value, credential, environment.identities.token('first'));
  return JSON.stringify(value);
}

/** Sends the frame of a check and tells what came up to the barrier's answer. */
export async function exchange(check: DerivedCheck, text: string, connection: Connection): Promise<Aftermath> {
  const from = connection.inbox.length;
  connection.send(text);
  const { facts } = connection.channel;
  // What comes behind the barrier's answer comes too late.
  let until: number | undefined;
  const came = (): Received[] => connection.inbox.slice(from, until);
  const isRefusal = (item: Received): boolean =>
    item.message?.id === facts.refusal &&
    (facts.refusalCode === undefined || at(item.value, `${payloadPlace(check.channel)}/code`) === facts.refusalCode);
  let broken: NotCome | undefined;
  try {
    if (presents(check) && !isBarrierOpen(connection.channel)) await answerTo(check, connection, from);
    else until = (await connection.barrier()).index;
  } catch (error) {
    if (!(error instanceof NotCome)) throw error;
    broken = error;
  }
  const [accepted, ...declining] = check.message?.facts.credential === undefined ? [] : (check.message?.replies ?? []);
  const decline = came().find((item) => item.message !== undefined && declining.includes(item.message.id));
  const welcomed = came().some((item) => item.message !== undefined && item.message.id === accepted);
  const [refusal, ...others] = came().filter(isRefusal);
  const repeated = others.find(({ value }) => same(value, refusal?.value));
  return { refusal, repeated, decline: welcomed ? undefined : decline, broken };
}

/**
 * Waits for what a message that presents a credential is answered by; the connection may close after it.
 * @throws NotCome
 */
async function answerTo(check: DerivedCheck, connection: Connection, from: number): Promise<void> {
  const answers = [...(check.message?.replies ?? []), connection.channel.facts.refusal];
  const isAnswer = (item: Received): boolean => item.message !== undefined && answers.includes(item.message.id);
  await connection.until(() => connection.inbox.slice(from).find(isAnswer), { what: 'an answer' });
}
