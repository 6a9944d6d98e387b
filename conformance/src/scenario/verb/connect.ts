import type { Carrier, Channel } from '@agentwire/generated/model';
import { brief, replaced } from '../../json.ts';
import { channelOf, messageById } from '../../protocol.ts';
import { Connection, NotCome, Refused } from '../../wire/connection.ts';
import { handshake } from '../../wire/handshake.ts';
import { StepFailed } from '../failure.ts';
import type { ScenarioRun, StepEnd } from '../run.ts';
import type { ConnectStep } from '../step.ts';

interface Credential {
  carrier: Carrier;
  value: string;
}

export async function connect(run: ScenarioRun, step: ConnectStep): Promise<StepEnd> {
  const { profile, judge, timeoutMs, address } = run.environment;
  const channel = channelOf(profile, step.channel);
  const credentials = credentialsOf(run, step);
  let connection: Connection;
  try {
    connection = await Connection.open({
      name: step.connect,
      channel,
      handshake: handshake({
        url: address(channel),
        credentials,
        headers: run.value(step.headers),
        query: run.value(step.query),
      }),
      judge,
      transcript: run.transcript,
      answerPings: step.answerPings === false ? 'ignore' : 'answer',
      timeoutMs,
      onReceived: run.observe,
    });
  } catch (error) {
    if (error instanceof Refused) return refusal(step, error);
    throw error;
  }
  run.connections.get(step.connect)?.end();
  run.connections.set(step.connect, connection);
  if (step.refused) {
    throw new StepFailed({
      reason: 'the upgrade was accepted',
      expected: `a refusal${step.refused.status === undefined ? '' : ` with HTTP ${step.refused.status}`}`,
      actual: 'an open connection',
      ends: false,
    });
  }
  const byMessage = credentials.find(({ carrier }) => carrier.in === 'message');
  if (step.opening !== false) await readOpening(run, connection, step);
  if (byMessage) await presentByMessage(connection, byMessage);
  return 'done';
}

function credentialsOf(run: ScenarioRun, step: ConnectStep): Credential[] {
  const { profile, identities } = run.environment;
  const carrierIn = (where: string): Carrier => {
    const carrier = profile.carriers.find((candidate) => candidate.in === where);
    if (!carrier) throw new Error(`${run.place}: profile ${profile.id} has no carrier ${where}`);
    return carrier;
  };
  if (step.credentials) {
    return Object.entries(step.credentials).map(([where, name]) => ({
      carrier: carrierIn(where),
      value: identities.token(name),
    }));
  }
  const name = step.as ?? 'first';
  const carrier = step.carrier ? carrierIn(step.carrier) : profile.carriers[0];
  return name === 'none' || !carrier ? [] : [{ carrier, value: identities.token(name) }];
}

function refusal(step: ConnectStep, refused: Refused): StepEnd {
  if (step.refused && refused.status !== 0) {
    const wanted = step.refused.status;
    if (wanted === undefined || wanted === refused.status) return 'done';
    throw new StepFailed({
      reason: 'the upgrade was refused with another status',
      expected: `HTTP ${wanted}`,
      actual: `HTTP ${refused.status}`,
      ends: false,
    });
  }
  if (refused.status === 0) {
    throw new StepFailed({
      reason: `the subject cannot be reached: ${refused.message}`,
      ends: true,
      undecided: 'inconclusive',
    });
  }
  if (step.orRefused && step.orRefused.status === refused.status) return 'alternative';
  throw new StepFailed({
    reason: 'the connection was not accepted',
    expected: 'an open WebSocket connection',
    actual: refused.message,
    ends: true,
  });
}

/** The opening message is the very first; another one in its place fails the channel's requirement. */
async function readOpening(run: ScenarioRun, connection: Connection, step: ConnectStep): Promise<void> {
  const { facts } = connection.channel;
  if (facts.opening === undefined) return;
  const wanted = messageById(connection.channel, facts.opening);
  try {
    const first = await connection.until(() => connection.inbox[0], { what: `the opening message ${wanted.name}` });
    connection.take(first);
    connection.cursor = 1;
    if (first.message?.id === wanted.id) {
      connection.opening = first;
      return;
    }
    fail(run, connection.channel, step, { expected: `${wanted.name} first`, actual: brief(first.value ?? first.text) });
  } catch (error) {
    if (!(error instanceof NotCome)) throw error;
    fail(run, connection.channel, step, { expected: `${wanted.name} first`, actual: error.message });
  }
}

function fail(
  run: ScenarioRun,
  channel: Channel,
  step: ConnectStep,
  difference: { expected: string; actual: string },
): never {
  const reason = 'the opening message did not come first';
  const owner = channel.facts.requirements?.opening;
  const authenticated = step.as !== 'none' && step.credentials === undefined;
  const hiddenBy = authenticated && owner !== step.requirement ? owner : undefined;
  if (hiddenBy !== undefined)
    run.decide({ requirement: hiddenBy, outcome: 'fail', reason, ...difference, observed: true, blocks: true });
  throw new StepFailed({ reason, ...difference, ...(hiddenBy === undefined ? {} : { hiddenBy }), ends: true });
}

/** Sends the credential in the carrier's message and waits for one of its answers. */
async function presentByMessage(connection: Connection, { carrier, value }: Credential): Promise<void> {
  const message = messageById(connection.channel, carrier.name);
  const pointer = message.facts.credential;
  if (pointer === undefined) throw new Error(`${message.id} (${message.source}) carries no credential`);
  connection.send(JSON.stringify(replaced(message.examples[0]?.payload, pointer, value)));
  try {
    await connection.until(
      () => connection.inbox.find((item) => item.message !== undefined && message.replies.includes(item.message.id)),
      { what: `an answer to ${message.name}` },
    );
  } catch (error) {
    if (!(error instanceof NotCome)) throw error;
    throw new StepFailed({ reason: error.message, ends: true });
  }
}
