import { autosdlc as document } from '@agentwire/generated/constants/autosdlc';
import { checkAutosdlcClientMessage, checkAutosdlcServerMessage } from '@agentwire/generated/validators/autosdlc';
import { compressed } from '../../compression.ts';
import type { Platform } from '../../context.ts';
import { createEndpoint, type Endpoint } from '../../endpoint.ts';
import type { Profile } from '../../profile.ts';
import { show } from '../../showing.ts';
import { published, readings } from './bridge.ts';
import { markCompressed, seal } from './envelope.ts';
import { handlers, refusal, wireCode } from './handlers.ts';
import type { Autosdlc } from './protocol.ts';

const { autosdlc: channel } = document.channels;

/** AutoSDLC: clients authenticate on the upgrade or by message, and receive what they subscribed to. */
export function autosdlc(platform: Platform): Endpoint[] {
  const endpoint = createEndpoint(profile, platform);
  show(readings, endpoint, platform);
  return [endpoint];
}

const profile: Profile<Autosdlc> = {
  id: document.id,
  channel: 'autosdlc',
  path: `${document.pathname}${channel.address}`,
  carriers: document.carriers,
  traits: channel,
  handlers,
  targets: ['userId', 'clientId'],
  encoding: compressed({ thresholdBytes: channel.compression.thresholdBytes, mark: markCompressed }),
  checkClient: checkAutosdlcClientMessage,
  checkServer: checkAutosdlcServerMessage,
  published,
  seal,

  /** The unknown type is named in the text too (AUTOSDLC-B19, A14). */
  readError({ code: reason, details, retryAfterMs: retryAfter }) {
    const code = wireCode(reason);
    const error = code === 'UNKNOWN_TYPE' ? `${channel.errors[code]}: ${details}` : channel.errors[code];
    return { type: 'error', data: { error, code, details, retryAfter } };
  },

  /** Names the connection before anything else (AUTOSDLC-B10). */
  opened(client) {
    client.send({ type: 'connect', data: { clientId: client.clientId } });
  },

  authenticationExpired(client) {
    client.send(refusal('NOT_AUTHENTICATED'));
    client.close('unauthorized');
  },

  farewell() {
    return { type: 'disconnect', data: { reason: 'the server shuts down', code: channel.closeCodes.shutdown } };
  },

  asksForCompression({ metadata }) {
    return metadata?.compressed === true;
  },
};
