// What the clients of each profile expect of any server: its first word, its answers, and how a publication reads
// when it is delivered. The peers share it, so that they differ in how they deliver and in nothing else.

import { randomUUID } from 'node:crypto';

const envelope = (message) => ({
  id: `evt-${randomUUID()}`,
  timestamp: Date.now(),
  metadata: { version: '1.0' },
  ...message,
});

const asIs = (message) => message;
const pong = { ping: ({ timestamp }) => ({ type: 'pong', timestamp }) };

/**
 * `address` is below the profile's path; `answers` are by type; `topic` of a publication, `pattern` of a
 * subscription.
 */
export const dialects = {
  cloud: {
    address: '/ws',
    opening: () => ({ type: 'auth', data: { success: true, userId: 'bench' }, timestamp: new Date().toISOString() }),
    answers: { ping: () => ({ type: 'pong', timestamp: new Date().toISOString() }) },
    delivered: (message) => ({ ...message, timestamp: new Date().toISOString() }),
  },
  autosdlc: {
    address: '/ws',
    opening: () => envelope({ type: 'connect', data: { clientId: 'bench' } }),
    answers: { ping: () => envelope({ type: 'pong', data: { timestamp: Date.now() } }) },
    pattern: (message) => (message.type === 'subscribe' ? message.data.resourceId : undefined),
    topic: (message) => message.data.agentId,
    delivered: envelope,
  },
  codex: {
    address: '/v1/projects/:id/stream',
    answers: pong,
    pattern: (message) => (message.type === 'watch_file' ? message.filePath : undefined),
    topic: (message) => message.filePath,
    delivered: asIs,
  },
  devmentor: {
    address: '/ws',
    answers: { ...pong, handshake: () => ({ type: 'welcome', data: { clientId: 'bench' } }) },
    delivered: asIs,
  },
};

/** What a server answers to a text of a client, or nothing. */
export function answerTo(dialect, message) {
  const answer = dialect.answers[message.type]?.(message);
  return answer && JSON.stringify(answer);
}

/** Whether a pattern, in which `*` stands for any characters, matches a topic. */
export function isMatch(pattern, topic) {
  if (!pattern.includes('*')) return pattern === topic;
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(topic);
}
