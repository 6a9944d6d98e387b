import { autosdlc } from '@agentwire/generated/constants/autosdlc';
import type { Identity } from '../../credentials.ts';
import { type ErrorCode, ProtocolError } from '../../errors.ts';
import type { HandlerTable } from '../../handler.ts';
import type { Autosdlc } from './protocol.ts';
import { readSubscription } from './subscriptions.ts';

const { errors, limits } = autosdlc.channels.autosdlc;

export const handlers: HandlerTable<Autosdlc> = {
  ping(_message, { clock, reply }) {
    reply({ type: 'pong', data: { timestamp: clock.now() } });
  },

  disconnect(_message, { client }) {
    client.close('done');
  },

  /**
   * Evaluated every time it comes (AUTOSDLC-B09): a refusal closes, however good the earlier credential
   * was; another user or tenant starts without subscriptions, and is told which ones ended.
   */
  async auth_request({ data }, { client, credentials, reply }) {
    let identity: Identity;
    try {
      identity = await credentials.verify(data.token, 'websocket');
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      reply(refusal(error.code));
      client.close('unauthorized');
      return;
    }
    const before = [...(client.membership?.subscriptions.keys() ?? [])];
    client.authenticate(identity);
    const { userId, permissions, expiresAtMs: expiresAt } = identity;
    reply({
      type: 'auth_success',
      data: { clientId: client.clientId, userId, permissions: [...permissions], expiresAt },
    });
    for (const subscriptionId of before.filter((id) => !client.membership?.subscriptions.has(id))) {
      const reason = 'the connection belongs to another identity';
      client.send({ type: 'subscription_update', data: { subscriptionId, status: 'cancelled', reason } });
    }
  },

  subscribe(message, { client: { membership }, reply }) {
    if (!membership) throw new ProtocolError('NOT_AUTHENTICATED');
    const subscription = readSubscription(message);
    const { id: subscriptionId } = subscription;
    const { resource, resourceId, events } = message.data;
    const echo = { subscriptionId, resource, resourceId, events };
    const { subscriptions } = membership;
    if (subscriptions.size >= limits.subscriptions && !subscriptions.has(subscriptionId)) {
      const details = `a connection has at most ${limits.subscriptions} subscriptions`;
      reply({ type: 'subscription_update', data: { ...echo, status: 'rejected', reason: details } });
      throw new ProtocolError('LIMIT_EXCEEDED', { details });
    }
    membership.subscribe(subscription);
    reply({ type: 'subscription_update', data: { ...echo, status: 'active' } });
  },

  /** An unknown id is ignored (AUTOSDLC-B29), and nobody knows another client's (B30). */
  unsubscribe({ data: { subscriptionId } }, { client: { membership }, reply }) {
    if (!membership?.unsubscribe(subscriptionId)) return;
    reply({ type: 'subscription_update', data: { subscriptionId, status: 'cancelled' } });
  },
};

/** The code on this wire, which has one for all that is wrong with a message. */
export function wireCode(code: ErrorCode): keyof typeof errors {
  return code in errors ? (code as keyof typeof errors) : 'INVALID_MESSAGE';
}

/** Why a credential was refused. */
export function refusal(reason: ErrorCode): Autosdlc['draft'] {
  const code = wireCode(reason);
  return { type: 'auth_failure', data: { error: errors[code], code } };
}
