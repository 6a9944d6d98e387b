import type { Carrier, Channel, Profile } from '@agentwire/generated/model';
import type { Identities } from './identity.ts';
import { replaced } from './json.ts';
import { carriersOf, messageById } from './protocol.ts';
import type { Connection } from './wire/connection.ts';

/** A credential and how it travels. */
export interface Credential {
  carrier: Carrier;
  value: string;
}

/** How the first identity shows itself on a channel; nothing where nobody can or need. */
export function firstCredential(profile: Profile, channel: Channel, identities: Identities): Credential[] {
  const [carrier] = carriersOf(profile, channel);
  return carrier && identities.has('first') ? [{ carrier, value: identities.token('first') }] : [];
}

/**
 * Sends the credential that travels in a message, if there is one, and waits for an answer where the
 * message has answers.
 * @throws NotCome
 */
export async function presentByMessage(connection: Connection, credentials: readonly Credential[]): Promise<void> {
  const byMessage = credentials.find(({ carrier }) => carrier.in === 'message');
  if (!byMessage) return;
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
