import { at } from '../json.ts';
import type { Connection } from '../wire/connection.ts';
import type { Crowd } from './crowd.ts';

/** How clients of a profile come to a topic and go. */
export interface Doors {
  /** Makes a connection ready to enter topics; it is a member of nothing that is published to. */
  begin(connection: Connection, agent: string): Promise<void>;
  enter(topic: string, agent: string): unknown;
  leave(topic: string, agent: string): unknown;
  /** Whom a message that comes after leaving, and one that is missing of another topic, fail. */
  requirements: { surplus: string; kept: string };
}

/** How a text is published so that many get it, and where it comes back. */
export interface Topics {
  /** Channel id; the profile's first when absent. */
  channel?: string;
  needs: string[];
  /** Fails when one of many does not get a message. */
  requirement: string;
  /** Absent where whoever is connected gets all. */
  doors?: Doors;
  /** Most publications of one speaker, half of what the document allows; absent where the subject is made to publish. */
  each?: number;
  publish(crowd: Crowd, publication: { topic: string; text: string; speaker: Connection | undefined }): Promise<void>;
  /** JSON pointer of the text in a received value. */
  text: string;
}

const cloud: Topics = {
  needs: ['emit', 'identity'],
  requirement: 'cloud/notification/broadcast',
  publish: (crowd, { text }) => crowd.emit({ type: 'notification', data: { level: 'info', message: text } }),
  text: '/data/message',
};

const autosdlc: Topics = {
  needs: ['emit', 'identity'],
  requirement: 'autosdlc/subscribe/delivery',
  doors: {
    begin: async () => {},
    enter: (topic) => ({
      type: 'subscribe',
      data: { subscriptionId: topic, resource: 'agent', resourceId: topic, events: ['status'] },
    }),
    leave: (topic) => ({ type: 'unsubscribe', data: { subscriptionId: topic } }),
    requirements: { surplus: 'autosdlc/subscribe/unsubscribe', kept: 'autosdlc/subscribe/unsubscribe' },
  },
  publish: (crowd, { topic, text }) =>
    crowd.emit({ type: 'agent_status', data: { agentId: topic, agentType: 'coder', status: 'busy', reason: text } }),
  text: '/data/reason',
};

const mxf: Topics = {
  needs: ['identity'],
  requirement: 'mxf/messages/channel-message',
  doors: {
    async begin(connection, agent) {
      const payload = { agentId: agent, name: agent, channelId: `${agent}-home` };
      connection.send(JSON.stringify({ event: 'agent:register', payload }));
      await connection.until(() => connection.inbox.find(({ message }) => message?.name === 'agent:registered'), {
        what: 'agent:registered',
      });
    },
    enter: (channelId, agentId) => ({ event: 'channel:join', payload: { channelId, agentId } }),
    leave: (channelId, agentId) => ({ event: 'channel:leave', payload: { channelId, agentId } }),
    requirements: { surplus: 'mxf/channels/left', kept: 'mxf/messages/channel-message' },
  },
  each: 50,
  async publish(_, { topic, text, speaker }) {
    speaker?.send(JSON.stringify({ event: 'message:send', payload: { channelId: topic, content: text } }));
  },
  text: '/payload/content',
};

const devmentor: Topics = {
  channel: 'devmentorEvents',
  needs: ['emit', 'identity'],
  requirement: 'devmentor/events/everyone',
  publish: (crowd, { text }) => crowd.emit({ channel: 'ui:activity', message: { activity: text } }),
  text: '/message/activity',
};

/** By profile; in the others nothing is published to many. */
export const TOPICS: Record<string, Topics | undefined> = { mxf, cloud, autosdlc, devmentor };

/** The text of a publication that a received value is. */
export function textIn(topics: Topics, value: unknown): string | undefined {
  const text = at(value, topics.text);
  return typeof text === 'string' ? text : undefined;
}
