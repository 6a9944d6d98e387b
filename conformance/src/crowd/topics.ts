import { at } from '../json.ts';
import type { Connection } from '../wire/connection.ts';
import type { Crowd } from './crowd.ts';

/** How clients of a profile come to a topic and go, and how what is numbered is published there. */
export interface Topics {
  /** Whom a lost message of a topic, one after leaving it, and one of another topic that was kept fail. */
  requirements: { lost: string; surplus: string; kept: string };
  needs: string[];
  /** Connections that publish; each sends at most half of what the document allows. */
  speakers: number;
  /** Publications of one speaker. */
  each: number;
  /** Makes a connection ready to enter topics; it is a member of nothing that is published to. */
  begin(connection: Connection, agent: string): Promise<void>;
  enter(topic: string, agent: string): unknown;
  leave(topic: string, agent: string): unknown;
  publish(crowd: Crowd, publication: { topic: string; number: number; speaker: Connection | undefined }): Promise<void>;
  /** Where the text `topic number` of a publication comes back. */
  label: string;
}

export const labelOf = (topic: string, number: number): string => `${topic} ${number}`;

const autosdlc: Topics = {
  requirements: {
    lost: 'autosdlc/subscribe/delivery',
    surplus: 'autosdlc/subscribe/unsubscribe',
    kept: 'autosdlc/subscribe/unsubscribe',
  },
  needs: ['emit', 'identity'],
  speakers: 0,
  each: 300,
  begin: async () => {},
  enter: (topic) => ({
    type: 'subscribe',
    data: { subscriptionId: topic, resource: 'agent', resourceId: topic, events: ['status'] },
  }),
  leave: (topic) => ({ type: 'unsubscribe', data: { subscriptionId: topic } }),
  publish: (crowd, { topic, number }) =>
    crowd.emit({
      type: 'agent_status',
      data: { agentId: topic, agentType: 'coder', status: 'busy', reason: labelOf(topic, number) },
    }),
  label: '/data/reason',
};

const mxf: Topics = {
  requirements: {
    lost: 'mxf/messages/channel-message',
    surplus: 'mxf/channels/left',
    kept: 'mxf/messages/channel-message',
  },
  needs: ['identity'],
  speakers: 6,
  each: 50,
  async begin(connection, agent) {
    const payload = { agentId: agent, name: agent, channelId: `${agent}-home` };
    connection.send(JSON.stringify({ event: 'agent:register', payload }));
    await connection.until(() => connection.inbox.find(({ message }) => message?.name === 'agent:registered'), {
      what: 'agent:registered',
    });
  },
  enter: (channelId, agentId) => ({ event: 'channel:join', payload: { channelId, agentId } }),
  leave: (channelId, agentId) => ({ event: 'channel:leave', payload: { channelId, agentId } }),
  async publish(_, { topic, number, speaker }) {
    const payload = { channelId: topic, content: labelOf(topic, number) };
    speaker?.send(JSON.stringify({ event: 'message:send', payload }));
  },
  label: '/payload/content',
};

/** By profile; in the others nobody enters or leaves anything. */
export const TOPICS: Record<string, Topics | undefined> = { autosdlc, mxf };

/** What a received value is a publication of. */
export function labelIn(topics: Topics, value: unknown): string | undefined {
  const label = at(value, topics.label);
  return typeof label === 'string' ? label : undefined;
}
