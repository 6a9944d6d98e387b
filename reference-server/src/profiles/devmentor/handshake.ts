import { devmentor as document } from '@agentwire/generated/constants/devmentor';
import type { DevmentorHandshake } from '@agentwire/generated/types/devmentor';
import packageFile from '../../../package.json' with { type: 'json' };
import { type Credentials, defaultTenant, type Identity } from '../../credentials.ts';
import { ProtocolError } from '../../errors.ts';
import type { Client, Handler } from '../../handler.ts';
import type { Demand } from '../../settings.ts';
import { errorMessage, realm } from './errors.ts';
import type { Devmentor } from './protocol.ts';

const { clients: maxOfUser } = document.channels[realm].offlineQueue;

/** Everybody without a key, where none is demanded; not to be told apart but by their client ids. */
const anonymous: Identity = { userId: 'anonymous', tenant: defaultTenant, permissions: [] };

/**
 * Makes a connection a user's client: welcome, then what was queued for it (DEVMENTOR-B02, B19). A key
 * that is refused closes, however good an earlier one was (B03).
 */
export function handshake(demand: Demand): Handler<Devmentor, DevmentorHandshake> {
  return async ({ data }, { client, credentials, services: { offlineQueue }, reply }) => {
    const identity = await identify(data.apiKey, credentials, demand);
    if (!identity) {
      reply(errorMessage('INVALID_API_KEY'));
      client.close('unauthorized');
      return;
    }
    const owner = { realm, tenant: identity.tenant, userId: identity.userId };
    const clientId =
      ownId(client, identity) ?? (await offlineQueue.identify({ owner, presented: data.clientId, maxOfUser }));
    const key = { ...owner, clientId };
    const queuedMessages = await offlineQueue.count(key);
    client.state.leaveQueue?.();
    client.state.clientId = clientId;
    client.authenticate(identity);
    const { userId, permissions } = identity;
    const serverVersion = packageFile.version;
    reply({
      type: 'welcome',
      data: { clientId, userId, permissions: [...permissions], serverVersion, queuedMessages },
    });
    client.state.leaveQueue = offlineQueue.collect(key, client);
  };
}

/** The id that the connection has already; one that stays with its user keeps it. */
function ownId({ identity, state }: Client<Devmentor>, { userId, tenant }: Identity): string | undefined {
  return identity?.userId === userId && identity.tenant === tenant ? state.clientId : undefined;
}

async function identify(
  apiKey: string | undefined,
  credentials: Credentials,
  demand: Demand,
): Promise<Identity | undefined> {
  if (apiKey === undefined) return demand === 'optional' ? anonymous : undefined;
  try {
    return await credentials.verify(apiKey, 'websocket');
  } catch (error) {
    if (error instanceof ProtocolError) return undefined;
    throw error;
  }
}
