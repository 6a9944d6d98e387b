import { at, replaced } from '../../json.ts';
import { classify, framed } from '../../protocol.ts';
import type { Connection } from '../../wire/connection.ts';
import type { ScenarioRun, StepEnd } from '../run.ts';
import { seal } from '../sealed.ts';
import type { SendStep } from '../step.ts';

/** A step holds exactly one of these. */
const FORMS = [
  { member: 'message', frame: 'text', asText: (value: unknown) => JSON.stringify(value) },
  { member: 'text', frame: 'text', asText: (value: unknown) => String(value) },
  { member: 'binary', frame: 'binary', asText: (value: unknown) => JSON.stringify(value) },
  { member: 'gzip', frame: 'gzip', asText: (value: unknown) => JSON.stringify(value) },
  { member: 'packet', frame: 'packet', asText: (value: unknown) => String(value) },
] as const;

export async function send(run: ScenarioRun, step: SendStep): Promise<StepEnd> {
  const connection = run.connection(step.send);
  const form = FORMS.find(({ member }) => Object.hasOwn(step, member));
  if (!form) throw new Error(`${run.place}: nothing to send`);
  const times = step.times ?? 1;
  for (let i = 1; i <= times; i += 1) {
    if (step.times !== undefined) run.remember('i', i);
    const value = encrypted(run, step, connection, run.value(step[form.member]));
    connection.send(
      form.asText(step.as === undefined ? value : presenting(run, connection, value, step.as)),
      form.frame,
    );
  }
  return 'done';
}

/** The message with one place of it encrypted, where the step says so. */
function encrypted(run: ScenarioRun, step: SendStep, connection: Connection, value: unknown): unknown {
  if (!step.encrypted) return value;
  const { at: place, spoilt, ...key } = run.value(step.encrypted);
  return replaced(value, place, seal(at(value, place), { ...key, spoilt, channel: connection.channel }));
}

/** The message with an identity's credential in its place. */
function presenting(run: ScenarioRun, connection: Connection, value: unknown, identity: string): unknown {
  const message = classify(connection.channel, 'client-to-server', value);
  if (message?.facts.packet === 'connect')
    return framed(connection.channel, message, run.environment.identities.auth(identity));
  const pointer = message?.facts.credential;
  if (pointer === undefined) throw new Error(`${run.place}: the message has no place for a credential`);
  return replaced(value, pointer, run.environment.identities.token(identity));
}
