import { cloud as document } from '@agentwire/generated/constants/cloud';
import { checkCloudClientMessage, checkCloudServerMessage } from '@agentwire/generated/validators/cloud';
import type { Platform } from '../../context.ts';
import { createEndpoint, type Endpoint } from '../../endpoint.ts';
import type { Profile } from '../../profile.ts';
import { show } from '../../showing.ts';
import { published, readings } from './bridge.ts';
import { handlers } from './handlers.ts';
import type { Cloud } from './protocol.ts';

const { cloud: channel } = document.channels;

/** Code Cloud Agents: everybody is let in, those who authenticated receive all events of their tenant. */
export function cloud(platform: Platform): Endpoint[] {
  const endpoint = createEndpoint(cloudProfile, platform);
  show(readings(platform.services), endpoint, platform);
  return [endpoint];
}

export const cloudProfile: Profile<Cloud> = {
  id: document.id,
  channel: 'cloud',
  path: `${document.pathname}${channel.address}`,
  carriers: document.carriers,
  traits: channel,
  handlers,
  targets: ['userId'],
  checkClient: checkCloudClientMessage,
  checkServer: checkCloudServerMessage,
  published,

  /** The timestamp says when the server sent the message, so nobody else's is kept (CLOUD-B09, B10). */
  seal(draft, { clock }) {
    return { ...draft, timestamp: new Date(clock.now()).toISOString() } as Cloud['server'];
  },

  readError({ code }) {
    const wording: Readonly<Record<string, string>> = channel.errors;
    return { type: 'error', data: { error: wording[code] ?? channel.errors.INVALID_MESSAGE } };
  },

  /** The verdict on the credential comes first on every connection (CLOUD-B02, B04). */
  opened(client) {
    client.send({
      type: 'auth',
      data: client.identity
        ? { success: true, userId: client.identity.userId }
        : { success: false, error: channel.errors.INVALID_TOKEN },
    });
  },

  probe() {
    return { type: 'ping' };
  },

  /** A user goes offline with the last connection (CLOUD-B25, B26). */
  departed({ userId }, { isPresent, publish }) {
    if (!isPresent('userId', userId)) publish({ type: 'user_presence', data: { userId, status: 'offline' } });
  },
};
