import type { Carrier, Channel, Profile } from '@agentwire/generated/model';
import type { Identities } from './identity.ts';
import { replaced } from './json.ts';
import { carriersOf, messageById } from './protocol.ts';
import type { Connection } from './wire/connection.ts';

/** A credential and how it travels. */
export interface Credential {
  carrier: Carrier;
  value: string | Record<string, string>;
}

/** How the first identity shows itself on a channel; nothing where nobody can or need. */
export function firstCredential(profile: Profile, channel: Channel, identities: Identities): Credential[] {
  const carriers = carriersOf(profile, channel);
  return credentialOf('first', { channel, carriers, identities }) ?? [];
}

/**
 * How an identity shows itself, by the first carrier or the one that is wanted: on Socket.IO an auth object in
 * CONNECT where it has one, otherwise its token. Undefined when it has nothing to show there.
 */
export function credentialOf(
  name: string,
  options: { channel: Channel; carriers: readonly Carrier[]; identities: Identities; wanted?: Carrier },
): Credential[] | undefined {
  const { channel, carriers, identities, wanted } = options;
  const auth = channel.facts.transport === 'socketio' ? identities.auth(name) : undefined;
  const byConnect = carriers.find((carrier) => carrier.in === 'message');
  if (auth && byConnect && (wanted === undefined || wanted === byConnect)) return [{ carrier: byConnect, value: auth }];
  const carrier = wanted ?? carriers[0];
  return carrier && identities.hasToken(name) ? [{ carrier, value: identities.token(name) }] : undefined;
}

/**
 * Sends the credential that travels in a message, if there is one, and waits for an answer where the
 * message has answers.
 * @throws NotCome
 */
export async function presentByMessage(connection: Connection, credentials: readonly Credential[]): Promise<void> {
  const byMessage = credentials.find(({ carrier }) => carrier.in === 'message');
  if (!byMessage || typeof byMessage.value !== 'string') return;
  const message = messageById(connection.channel, byMessage.carrier.name);
  const pointer = message.facts.credential;
  if (pointer === undefined) throw new Error(`${message.id} (${message.source}) carries no credential`);
  const from = connection.inbox.length;
  connection.send(JSON.stringify(replaced(message.examples[0]?.payload, pointer, byMessage.value)));
  if (message.replies.length === 0) return;
  await connection.until(
    () =>
      connection.inbox
        .slice(from)
        .find((item) => item.message !== undefined && message.replies.includes(item.message.id)),
    { what: `an answer to ${message.name}` },
  );
}
