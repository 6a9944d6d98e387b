import type { MxfAgentRegister } from '@agentwire/generated/types/mxf';
import { ProtocolError } from '../../errors.ts';
import type { Exchange } from '../../handler.ts';
import { variantFor } from './mxp.ts';
import type { Handlers, Mxf } from './protocol.ts';

export const agentHandlers: Handlers<'agent'> = {
  /** Makes the agent this connection's and a member of its channel, before the next event is looked at (MXF-A25). */
  async 'agent:register'({ payload }, exchange) {
    const { client, clock, services, reply } = exchange;
    const { agentId, name, channelId, role, capabilities = [], model, description, metadata = {} } = payload;
    const { userId, tenant } = await ownerOf(payload, exchange);
    const profile = { name, role, capabilities, model, description, metadata };
    client.state.requireRoom(agentId, channelId);
    services.agents.register({ tenant, agentId, userId, profile, seat: client.state });
    client.state.take(agentId);
    client.state.enter(agentId, channelId);
    client.prefer(variantFor(metadata));
    const timestamp = new Date(clock.now()).toISOString();
    reply({ event: 'agent:registered', payload: { agentId, channelId, name, timestamp } });
  },

  'agent:update'({ payload: { agentId, updates } }, { client, services }) {
    const { identity } = client;
    if (!identity) throw new ProtocolError('NOT_AUTHENTICATED');
    services.agents.update({ tenant: identity.tenant, agentId, userId: identity.userId, changes: updates });
    if (updates.metadata && client.state.agentIds.includes(agentId)) client.prefer(variantFor(updates.metadata));
  },

  'agent:status'({ payload: { agentId } }, { client, services, reply }) {
    const { status, lastSeenMs, name, capabilities } = services.agents.get({ tenant: client.state.tenant, agentId });
    const lastSeen = new Date(lastSeenMs).toISOString();
    const online = status !== 'offline';
    reply({
      event: 'agent:status:response',
      payload: { agentId, online, lastSeen, status, name, capabilities: [...capabilities] },
    });
  },
};

/**
 * To whom the agent belongs: the user of the connection, or of the agent's key, if it comes with one. A
 * wrong key ends the connection, once that has been said (MXF-A02).
 *
 * @throws ProtocolError INVALID_TOKEN for a wrong key, FORBIDDEN for the key of another agent or tenant
 */
async function ownerOf(
  { agentId, keyId, secretKey = '' }: MxfAgentRegister,
  { client, credentials }: Exchange<Mxf>,
): Promise<{ userId: string; tenant: string }> {
  const { identity } = client;
  if (!identity) throw new ProtocolError('NOT_AUTHENTICATED');
  if (identity.agentId !== undefined && identity.agentId !== agentId) throw otherAgent(identity.agentId);
  if (keyId === undefined) return identity;
  try {
    const { domainKey = '' } = identity;
    const agent = await credentials.verifyAgent({ domainKey, keyId, secretKey, agentId });
    if (agent.tenant !== identity.tenant) throw new ProtocolError('FORBIDDEN');
    return agent;
  } catch (error) {
    setImmediate(() => client.close('done'));
    throw error;
  }
}

function otherAgent(agentId: string): ProtocolError {
  return new ProtocolError('FORBIDDEN', { details: `the key is that of the agent ${agentId}` });
}
