import type { Channel } from '@agentwire/generated/model';
import { firstCredential, presentByMessage } from './credential.ts';
import type { Environment } from './environment.ts';
import { Connection, type Received } from './wire/connection.ts';
import { handshake } from './wire/handshake.ts';
import type { Transcript } from './wire/transcript.ts';

export interface ClientOptions {
  environment: Environment;
  channel: Channel;
  /** `nobody` leaves the credential out. */
  as: 'first' | 'nobody';
  transcript: Transcript;
  onReceived?: (received: Received) => void;
}

/**
 * A client whose connection is open for messages; whoever asked for it ends it.
 * @throws Refused, NotCome
 */
export async function openClient(name: string, options: ClientOptions): Promise<Connection> {
  const { environment, channel, as, transcript, onReceived } = options;
  const credentials = as === 'nobody' ? [] : firstCredential(environment.profile, channel, environment.identities);
  const connection = await Connection.open({
    name,
    channel,
    handshake: handshake({ url: environment.address(channel), credentials }),
    judge: environment.judge,
    transcript,
    answerPings: 'answer',
    timeoutMs: environment.timeoutMs,
    ...(onReceived ? { onReceived } : {}),
  });
  try {
    if (channel.facts.opening !== undefined)
      await connection.until(() => connection.inbox[0], { what: 'the opening message' });
    await presentByMessage(connection, credentials);
    return connection;
  } catch (error) {
    await connection.end();
    throw error;
  }
}
