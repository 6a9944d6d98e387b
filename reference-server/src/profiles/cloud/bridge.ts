import { cloud as document } from '@agentwire/generated/constants/cloud';
import type { Published } from '../../profile.ts';
import type { Services } from '../../services/services.ts';
import { type Readings, wordFor } from '../../showing.ts';
import type { Cloud } from './protocol.ts';

const { cloud: channel } = document.channels;
const { agentStatus: states } = channel.bridge;

/** How what happens elsewhere on the platform reads here. */
export function readings({ agents }: Services): Readings<Cloud> {
  return {
    agentStatusChanged: ({ agentId, status, currentTask, progress }) => ({
      type: 'agent_status',
      data: { agentName: agentId, state: states[status], currentTask, progress },
    }),

    /** Who has a task in progress works; otherwise it is at what it says. */
    taskProgressed({ agentId, name, status, progress }, tenant) {
      const state = status === 'in_progress' ? 'busy' : (agents.find({ tenant, agentId })?.status ?? 'online');
      return { type: 'agent_status', data: { agentName: agentId, state: states[state], currentTask: name, progress } };
    },

    messagePosted: ({ channelId, messageId, sender, content, timestampMs }) => ({
      type: 'chat_message',
      data: { conversationId: channelId, messageId, content, sender, timestamp: new Date(timestampMs).toISOString() },
    }),

    notified: ({ level, title, message }) => ({
      type: 'notification',
      data: { level, message: title === undefined ? message : `${title}: ${message}` },
    }),
  };
}

/** What is published here and says something about the platform. */
export const published: Published<Cloud> = {
  agent_status({ data: { agentName: agentId, state, currentTask, progress } }, { tenant, channel: origin, services }) {
    const status = wordFor(states, state);
    if (status) services.agents.report({ tenant, agentId, status, currentTask, progress, origin });
  },

  chat_message({ data: { conversationId: channelId, timestamp, ...message } }, { tell }) {
    // The document's time may be in a leap second, which `Date` does not know.
    const timestampMs = Date.parse(timestamp.replace(/:60(?=[.zZ+-])/, ':59'));
    tell('messagePosted', { ...message, channelId, timestampMs });
  },

  notification({ data: { level, message } }, { tell }) {
    tell('notified', { level, message });
  },
};
