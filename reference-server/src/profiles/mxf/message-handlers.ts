import { randomUUID } from 'node:crypto';
import type { MxfContent } from '@agentwire/generated/types/mxf';
import { ProtocolError } from '../../errors.ts';
import { draftsOf, scopeBetween } from './mxp.ts';
import type { Handlers, Mxf } from './protocol.ts';

export const messageHandlers: Handlers<'message'> = {
  /** Every member receives it, the sender included (MXF-B20). */
  'message:send'({ payload: { channelId, content, metadata } }, { client, clock, publish }) {
    const from = client.state.speakerIn(channelId);
    const timestamp = new Date(clock.now()).toISOString();
    const messageId = randomUUID();
    const draftOf = (form: MxfContent): Mxf['draft'] => ({
      event: 'message',
      payload: { messageId, from, channelId, content: form, ...(metadata && { metadata }), timestamp },
    });
    publish(...draftsOf({ content, scope: channelId, sender: client.identity, draftOf }));
  },

  'message:direct'({ payload: { targetAgentId: to, content, metadata } }, { client, clock, services, publish }) {
    const { state } = client;
    const [from] = state.agentIds;
    if (from === undefined) throw new ProtocolError('FORBIDDEN', { details: 'no agent is registered here' });
    const { status } = services.agents.get({ tenant: state.tenant, agentId: to });
    if (status === 'offline') throw new ProtocolError('NOT_FOUND', { missing: { entity: 'agent', id: to } });
    const timestamp = new Date(clock.now()).toISOString();
    const messageId = randomUUID();
    const draftOf = (form: MxfContent): Mxf['draft'] => ({
      event: 'direct_message',
      payload: { messageId, from, to, content: form, ...(metadata && { metadata }), timestamp },
    });
    publish(...draftsOf({ content, scope: scopeBetween(from, to), sender: client.identity, draftOf }));
  },

  /** Reaches its receivers as `message`, told by its type (MXF-A08). */
  'message:broadcast'({ payload: { channelId, content, type } }, { client, clock, publish }) {
    const from = client.state.speakerIn(channelId);
    const timestamp = new Date(clock.now()).toISOString();
    const messageId = randomUUID();
    const draftOf = (form: MxfContent): Mxf['draft'] => ({
      event: 'message',
      payload: { messageId, from, channelId, content: form, type, timestamp },
    });
    publish(...draftsOf({ content, scope: channelId, sender: client.identity, draftOf }));
  },
};
