import { randomUUID } from 'node:crypto';
import type { MxfContent, MxfMessageBroadcast, MxfMessageSend } from '@agentwire/generated/types/mxf';
import { ProtocolError } from '../../errors.ts';
import type { Exchange } from '../../handler.ts';
import { posted } from './bridge.ts';
import { draftsOf, scopeBetween } from './mxp.ts';
import type { Handlers, Mxf } from './protocol.ts';

export const messageHandlers: Handlers<'message'> = {
  'message:send'({ payload: { channelId, content, metadata } }, exchange) {
    post({ channelId, content, ...(metadata && { metadata }) }, exchange);
  },

  'message:direct'({ payload: { targetAgentId: to, content, metadata } }, { client, clock, services, publish }) {
    const { state } = client;
    const [from] = state.agentIds;
    if (from === undefined) throw new ProtocolError('FORBIDDEN', { details: 'no agent is registered here' });
    const { status, isPresent } = services.agents.get({ tenant: state.tenant, agentId: to });
    if (!isPresent || status === 'offline') {
      throw new ProtocolError('NOT_FOUND', { missing: { entity: 'agent', id: to } });
    }
    const timestamp = new Date(clock.now()).toISOString();
    const messageId = randomUUID();
    const draftOf = (form: MxfContent): Mxf['draft'] => ({
      event: 'direct_message',
      payload: { messageId, from, to, content: form, ...(metadata && { metadata }), timestamp },
    });
    publish(...draftsOf({ content, scope: scopeBetween(from, to), sender: client.identity, draftOf }));
  },

  /** Reaches its receivers as `message`, told by its type (MXF-A08). */
  'message:broadcast'({ payload: { channelId, content, type } }, exchange) {
    post({ channelId, content, type }, exchange);
  },
};

/** Every member receives it, the sender included (MXF-B20), and the rest of the platform hears of it. */
function post(
  given: MxfMessageSend | MxfMessageBroadcast,
  { client, clock, publish, services: { domainEvents } }: Exchange<Mxf>,
): void {
  const { channelId, content } = given;
  const { tenant } = client.state;
  const from = client.state.speakerIn(channelId);
  const timestamp = new Date(clock.now()).toISOString();
  const message = { messageId: randomUUID(), from, ...given, timestamp };
  const draftOf = (form: MxfContent): Mxf['draft'] => ({ event: 'message', payload: { ...message, content: form } });
  publish(...draftsOf({ content, scope: channelId, sender: client.identity, draftOf }));
  const post = posted(message);
  if (post) domainEvents.tell('messagePosted', post, tenant, 'mxf');
}
