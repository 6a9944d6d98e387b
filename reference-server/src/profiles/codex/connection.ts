import { codex as document } from '@agentwire/generated/constants/codex';
import { defaultTenant } from '../../credentials.ts';
import { ProtocolError } from '../../errors.ts';
import type { HandlerTable } from '../../handler.ts';
import type { Profile } from '../../profile.ts';
import type { Settings } from '../../settings.ts';
import { wireError } from './errors.ts';
import type { Codex } from './protocol.ts';

/** Major numbers of the protocol's version that are spoken here (CODEX-B11, A17). */
const spoken = /^2(\.|$)/;

/** Characters of a client's own words that the log or an error repeats. */
const maxEcho = 200;

/** What a client may say on every endpoint. */
export const connectionHandlers: Pick<HandlerTable<Codex>, 'auth' | 'ping' | 'pong' | 'error'> = {
  /**
   * Success is silent, also when the header has let the client in before (CODEX-B05, A01); a refusal
   * closes, however good the header was.
   */
  async auth({ token, version = '2.0.0' }, { client, credentials, reply }) {
    if (!spoken.test(version)) throw new ProtocolError('UNSUPPORTED_VERSION', { details: version.slice(0, maxEcho) });
    try {
      client.authenticate(await credentials.verify(token, 'websocket'));
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      reply(wireError(error));
      client.close('unauthorized');
    }
  },

  ping({ timestamp }, { reply }) {
    reply({ type: 'pong', timestamp });
  },

  /** A sign of life, and as such already noticed. */
  pong() {},

  /** Only logged, whatever it holds (CODEX-B50, A06). */
  error({ code, message }, { client, log }) {
    const words = [code, message].map((word) => (typeof word === 'string' ? word.slice(0, maxEcho) : undefined));
    log.debug({ clientId: client.clientId, error: words }, 'a client reports an error');
  },
};

/** What all endpoints say on their own account. */
export function connectionOf({ codexAuth }: Settings) {
  return {
    id: document.id,
    carriers: document.carriers,

    seal: <Draft>(draft: Draft): Draft => draft,

    /**
     * The pong keeps printed clients, whose first look at their heartbeat would close (CODEX-B46, A08).
     * Where no credential is asked for, who has none is a stranger of their own (CODEX-A01).
     */
    opened(client) {
      client.send({ type: 'pong' });
      if (codexAuth === 'required' || client.identity) return;
      client.authenticate({ userId: `stranger_${client.clientId}`, tenant: defaultTenant, permissions: ['websocket'] });
    },

    authenticationExpired(client) {
      client.send(wireError({ code: 'NOT_AUTHENTICATED', details: undefined }));
      client.close('unauthorized');
    },
  } satisfies Partial<Profile<Codex>>;
}
