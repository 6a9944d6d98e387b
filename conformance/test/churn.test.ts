import { expect, test } from 'vitest';
import { brokenManifest } from './broken.ts';
import { judged, requirement, serveSource, subject } from './kit.ts';
import { minimalMxf } from './mxf-server.ts';

const only = (profile: string): string[] => ['--only', `${profile}/crowd/churn`, '--timeout', '1000'];

test.each(['autosdlc', 'mxf'])('a correct %s server is green while clients come and go', async (profile) => {
  const { code, report } = await judged(['--subject', subject(`minimal-${profile}.json`), ...only(profile)]);
  expect(report.checks.map(({ verdict }) => verdict)).toEqual(['PASS']);
  expect(code).toBe(0);
});

const CANCEL = 'if (client.subscriptions.delete(subscriptionId)) {';
const REGISTER = 'client.subscriptions.set(subscriptionId, patternsOf(message.data));';

test.each([
  ['acknowledges a subscription ahead of it', REGISTER, `setTimeout(() => ${REGISTER.slice(0, -1)}, 300);`, 'delivery'],
  [
    'acknowledges an unsubscribe ahead of it',
    CANCEL,
    'if (setTimeout(() => client.subscriptions.delete(subscriptionId), 300)) {',
    'unsubscribe',
  ],
  ['forgets all subscriptions with one', CANCEL, 'if (client.subscriptions.clear() === undefined) {', 'unsubscribe'],
  [
    'unsubscribes everybody',
    CANCEL,
    'for (const other of clients) other.subscriptions.delete(subscriptionId);\n    {',
    'delivery',
  ],
])('an autosdlc server that %s is red', async (_, right, wrong, broken) => {
  const manifest = brokenManifest('minimal-autosdlc', { [right]: wrong });
  const { code, report } = await judged(['--subject', manifest, ...only('autosdlc')]);
  expect(requirement(report, `autosdlc/subscribe/${broken}`).verdict).toBe('FAIL');
  expect(code).toBe(1);
});

const JOIN = 'enter(ownAgent(socket, agentId), channelId);';
const LEAVE = 'channels.get(channelId)?.members.delete(ownAgent(socket, agentId).agentId);';

test.each([
  ['lets agents go late', LEAVE, `setTimeout(() => ${LEAVE.slice(0, -1)}, 300);`, 'mxf/channels/left'],
  ['lets all agents go with one', LEAVE, 'channels.get(channelId)?.members.clear();', 'mxf/messages/channel-message'],
  [
    'tells of a join ahead of it',
    JOIN,
    `if (channels.has(channelId)) setTimeout(() => ${JOIN.slice(0, -1)}, 300);
    else ${JOIN}`,
    'mxf/messages/channel-message',
  ],
])('an mxf server that %s is red', async (_, right, wrong, broken) => {
  const server = await serveSource(minimalMxf({ [right]: wrong }));
  try {
    const { code, report } = await judged(['--url', server.url, '--profile', 'mxf', ...only('mxf')], {
      AGENTWIRE_TOKEN: 'minimal-token-one',
    });
    expect(requirement(report, broken).verdict).toBe('FAIL');
    expect(code).toBe(1);
  } finally {
    await server.stop();
  }
});
