import { devmentor as document } from '@agentwire/generated/constants/devmentor';
import {
  checkDevmentorWsClientMessage,
  checkDevmentorWsServerMessage,
} from '@agentwire/generated/validators/devmentor';
import type { Profile } from '../../profile.ts';
import type { Settings } from '../../settings.ts';
import { pathOf } from '../../traits.ts';
import { errorMessage, realm, wireCode } from './errors.ts';
import { handlers } from './handlers.ts';
import type { Devmentor } from './protocol.ts';

const channel = document.channels[realm];

/** Answers that carry the requestId of what they answer (DEVMENTOR-A12). */
const answers: ReadonlySet<string> = new Set(['suggestions', 'error']);

/**
 * The dashboard's socket for IDE extensions (DEVMENTOR-B01); where no credential is demanded those are
 * served too who send no key or no handshake at all (B05).
 */
export function ideExtensions({ devmentorAuth: demand, devmentorPath: address }: Settings): Profile<Devmentor> {
  const { authentication } = channel;
  return {
    id: document.id,
    channel: realm,
    path: pathOf(document, { address }),
    carriers: document.carriers,
    traits: demand === 'optional' ? { ...channel, authentication: { ...authentication, missing: 'accept' } } : channel,
    handlers: handlers(demand),
    targets: ['clientId'],
    checkClient: checkDevmentorWsClientMessage,
    checkServer: checkDevmentorWsServerMessage,
    begin: () => ({}),

    seal(draft, { inReplyTo }) {
      const isAnswer = answers.has(draft.type) && typeof inReplyTo === 'object' && inReplyTo !== null;
      if (!isAnswer || !('requestId' in inReplyTo)) return draft;
      return { ...draft, requestId: inReplyTo.requestId } as Devmentor['server'];
    },

    readError({ code, details }) {
      return errorMessage(wireCode(code), details);
    },

    /** The extension has the first word. */
    opened() {},

    names({ state: { clientId } }) {
      return { ...(clientId !== undefined && { clientId }) };
    },

    entered({ identity }, { domainEvents }) {
      if (!identity) return;
      domainEvents.tell('activity', { activity: 'IDE connected', actor: identity.userId }, identity.tenant);
    },

    departed({ userId, tenant }, { services: { domainEvents } }) {
      domainEvents.tell('activity', { activity: 'IDE disconnected', actor: userId }, tenant);
    },
  };
}
