import type { Handlers } from './protocol.ts';

export const channelHandlers: Handlers<'channel'> = {
  /** Answered whether or not the agent was a member before (MXF-A15). */
  'channel:join'({ payload: { channelId, agentId } }, { client, clock, services, reply }) {
    const { state } = client;
    const { tenant } = state;
    state.require(agentId);
    state.enter(agentId, channelId);
    const timestamp = new Date(clock.now()).toISOString();
    reply({ event: 'channel:joined', payload: { channelId, agentId, timestamp } });
    const participants = [...services.channels.members({ tenant, channelId })].flatMap((memberId) => {
      const member = services.agents.find({ tenant, agentId: memberId });
      return member ? [{ agentId: memberId, name: member.name, status: member.status }] : [];
    });
    reply({ event: 'channel:participants', payload: { channelId, participants } });
  },

  'channel:leave'({ payload: { channelId, agentId } }, { client: { state }, services: { channels } }) {
    state.require(agentId);
    channels.memberAmong({ tenant: state.tenant, channelId }, [agentId]);
    state.leave(agentId, channelId);
  },

  'channel:update'({ payload: { channelId, updates } }, { client: { state }, services: { channels } }) {
    state.speakerIn(channelId);
    channels.update({ tenant: state.tenant, channelId }, updates);
  },
};
