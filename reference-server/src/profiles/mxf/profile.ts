import { mxf as document } from '@agentwire/generated/constants/mxf';
import { checkMxfClientMessage, checkMxfServerMessage } from '@agentwire/generated/validators/mxf';
import type { Platform } from '../../context.ts';
import { createEndpoint, type Endpoint } from '../../endpoint.ts';
import { frameAckPacket, frameEventPacket } from '../../packet-frame.ts';
import type { Profile } from '../../profile.ts';
import type { Settings } from '../../settings.ts';
import { show } from '../../showing.ts';
import { pathOf } from '../../traits.ts';
import { published, readings } from './bridge.ts';
import { awaitsCycles } from './control-loop-handlers.ts';
import { ofRefused, readError, wireError } from './errors.ts';
import { handlers } from './handlers.ts';
import { introduction } from './introduction.ts';
import { alternativesOf } from './mxp.ts';
import type { Mxf } from './protocol.ts';
import { Seats } from './seats.ts';
import { awaitsTools } from './tool-handlers.ts';

const { mxf: channel } = document.channels;

/**
 * Engine.IO's own timers cannot be moved by the server's clock, so whoever looks at them starts the server with
 * short ones.
 */
function heartbeatOf({ pingIntervalMs, pingTimeoutMs }: Settings) {
  return { ...(pingIntervalMs && { pingIntervalMs }), ...(pingTimeoutMs && { pingTimeoutMs }) };
}

/** MXF: agents on Socket.IO, each event acknowledged to those who ask for it. */
export function mxf(platform: Platform): Endpoint[] {
  const profile: Profile<Mxf> = {
    id: document.id,
    channel: 'mxf',
    path: pathOf(document, channel),
    carriers: document.carriers,
    traits: { ...channel, socketio: { ...channel.socketio, ...heartbeatOf(platform.settings) } },
    handlers,
    targets: [],
    opening: introduction,
    encoding: { plain: ({ event, payload }) => frameEventPacket(event, payload) },
    alternatives: alternativesOf,
    checkClient: checkMxfClientMessage,
    checkServer: checkMxfServerMessage,
    published,
    seal: (draft) => draft,
    readError,

    acknowledge(id, outcome) {
      if ('fields' in outcome) return frameAckPacket(id, { success: true, ...outcome.fields });
      const { error, value } = outcome;
      return frameAckPacket(id, { success: false, error: wireError(error).message, ...ofRefused(value) });
    },

    countedAs({ state, identity }) {
      const [agentId] = state.agentIds;
      return identity && agentId !== undefined ? JSON.stringify([identity.tenant, agentId]) : undefined;
    },

    begin: () => new Seats(platform.services),
    isBusy: (client) => awaitsTools(client) || awaitsCycles(client),

    opened({ identity, membership, state, ended }) {
      if (!identity || !membership) return;
      state.open({ tenant: identity.tenant, membership });
      ended.addEventListener('abort', () => state.close(), { once: true });
    },
  };
  const endpoint = createEndpoint(profile, platform);
  show(readings, endpoint, platform);
  return [endpoint];
}
