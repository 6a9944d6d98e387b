import type { Carrier, Channel } from '@agentwire/generated/model';
import { join } from '../../address.ts';
import { type Credential, credentialOf, presentByMessage } from '../../credential.ts';
import { brief } from '../../json.ts';
import { carriersOf, channelOf, messageById } from '../../protocol.ts';
import { Connection, NotCome } from '../../wire/connection.ts';
import { handshake } from '../../wire/handshake.ts';
import { Refused, SILENT } from '../../wire/link.ts';
import { StepFailed } from '../failure.ts';
import { match } from '../matcher.ts';
import type { ScenarioRun, StepEnd } from '../run.ts';
import type { ConnectStep } from '../step.ts';

export async function connect(run: ScenarioRun, step: ConnectStep): Promise<StepEnd> {
  const { profile, judge, timeoutMs, address, base } = run.environment;
  const channel = channelOf(profile, step.channel);
  const credentials = credentialsOf(run, step, channel);
  const given = run.value(step.parameters);
  const name = run.value(step.connect);
  let connection: Connection;
  try {
    connection = await Connection.open({
      name,
      channel,
      parameters: { ...run.environment.parameters(channel), ...given },
      handshake: handshake({
        url: step.path === undefined ? address(channel, given) : join(base, run.value(step.path)),
        credentials,
        headers: run.value(step.headers),
        query: run.value(step.query),
        deflate: step.deflate ?? false,
      }),
      judge,
      transcript: run.transcript,
      answerPings: step.answerPings === false ? 'ignore' : 'answer',
      opening: step.opening === false ? 'left' : 'done',
      timeoutMs,
      onReceived: run.observe,
    });
  } catch (error) {
    if (error instanceof Refused) return refusal(step, error);
    throw error;
  }
  run.connections.get(name)?.end();
  run.connections.set(name, connection);
  if (step.refused) {
    throw new StepFailed({
      reason: 'the connection was accepted',
      expected: `a refusal${step.refused.status === undefined ? '' : ` with HTTP ${step.refused.status}`}`,
      actual: 'an open connection',
      ends: false,
    });
  }
  if (step.opening !== false) {
    await readOpening(run, connection, step);
    if (connection.greeting) connection.take(connection.greeting);
  }
  await present(connection, credentials);
  if (step.answer !== undefined) demandAnswer(run, connection, step.answer);
  return 'done';
}

function credentialsOf(run: ScenarioRun, step: ConnectStep, channel: Channel): Credential[] {
  const { profile, identities } = run.environment;
  const carriers = carriersOf(profile, channel);
  const carrierIn = (where: string): Carrier => {
    const carrier = carriers.find((candidate) => candidate.in === where);
    if (!carrier) throw new Error(`${run.place}: ${channel.id} has no carrier ${where}`);
    return carrier;
  };
  if (step.credentials) {
    return Object.entries(step.credentials).map(([where, name]) => ({
      carrier: carrierIn(where),
      value: identities.token(name),
    }));
  }
  const name = step.as ?? 'first';
  const wanted = step.carrier && carrierIn(step.carrier);
  if (name === 'none' || carriers.length === 0) return [];
  const shown = credentialOf(name, { channel, carriers, identities, ...(wanted ? { wanted } : {}) });
  if (shown) return shown;
  const what = `the identity ${name} has nothing to show ${wanted ? `in a ${wanted.in}` : 'here'}`;
  throw new StepFailed({ reason: what, ends: true, undecided: 'untestable' });
}

function refusal(step: ConnectStep, refused: Refused): StepEnd {
  if (step.refused && refused.status !== 0 && refused.code !== SILENT) {
    const wanted = step.refused.status;
    if (wanted === undefined || wanted === refused.status) return 'done';
    throw new StepFailed({
      reason: 'the connection was refused with another status',
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
    expected: 'an open connection',
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

async function present(connection: Connection, credentials: readonly Credential[]): Promise<void> {
  try {
    await presentByMessage(connection, credentials);
  } catch (error) {
    if (!(error instanceof NotCome)) throw error;
    throw new StepFailed({ reason: error.message, ends: true });
  }
}

/** Holds the headers that opened the connection against a matcher. */
function demandAnswer(run: ScenarioRun, connection: Connection, matcher: unknown): void {
  const { headers } = connection.answer;
  const { mismatches, captured } = match(run.value(matcher), headers);
  for (const [name, value] of captured) run.remember(name, value);
  if (mismatches.length === 0) return;
  throw new StepFailed({
    reason: 'the headers of the answer are not as they must be',
    expected: mismatches.map(({ path, expected }) => `${path.slice(1)}: ${expected}`).join('; '),
    actual: brief(headers),
    ends: false,
  });
}
