import { mxf } from '@agentwire/generated/constants/mxf';
import { expect, test } from 'vitest';
import { Cipher } from '../src/services/mxp/cipher.ts';
import { expectSilence, startPlatform } from './platform.ts';

const chat = (conversationId: string, content: string, more: object = {}) => ({
  type: 'chat_message',
  data: { conversationId, messageId: 'm-1', content, sender: 'alice', timestamp: '2026-01-15T09:30:00.000Z', ...more },
});

test('what is said in a channel is a chat message, once', async () => {
  const platform = await startPlatform();
  const { here } = platform;
  const agent = await platform.register('a-1', { channelId: 'team' });
  await here.heard('cloud');
  const structured = { version: '1.0', type: 'operation', payload: { op: 'calc.sum', args: [1, 2] } };
  await agent.emit('message:send', { channelId: 'team', content: 'hello', metadata: { priority: 'high' }, type: 'x' });
  await agent.emit('message:send', { channelId: 'team', content: structured });
  await agent.emit('message:broadcast', { channelId: 'team', content: 'at noon', type: 'announcement' });
  const own = await agent.all('message');
  // What an event does not know is passed over.
  expect(own.map(({ metadata, type }) => [metadata, type])).toEqual([
    [{ priority: 'high' }, undefined],
    [undefined, undefined],
    [undefined, 'announcement'],
  ]);
  expect(await here.heard('cloud')).toEqual(
    ['hello', 'Calculate the sum of 1 and 2', 'at noon'].map((content, index) => ({
      type: 'chat_message',
      data: {
        conversationId: 'team',
        messageId: own[index]?.messageId,
        content,
        sender: 'a-1',
        timestamp: own[index]?.timestamp,
      },
    })),
  );
  await here.heard('autosdlc');
  await expectSilence(platform);
});

test('direct and encrypted messages stay where they are', async () => {
  const platform = await startPlatform();
  const { here } = platform;
  const agent = await platform.register('a-1', { channelId: 'team' });
  await platform.register('a-2', { channelId: 'team' });
  await here.heard('cloud');
  const { encryption: facts, limits } = mxf.channels.mxf;
  const sealed = new Cipher({ facts, limits, scope: 'team', domainKey: 'home' }).seal({ op: 'calc.sum', args: [1] });
  await agent.emit('message:direct', { targetAgentId: 'a-1', content: 'between us' });
  for (const content of [
    { version: '1.0', type: 'operation', encrypted: true, payload: { op: 'calc.sum', args: [1] } },
    { version: '1.0', type: 'operation', encrypted: true, payload: sealed },
    { version: '1.0', type: 'operation', payload: sealed },
  ])
    expect(await agent.emit('message:send', { channelId: 'team', content })).toEqual({ success: true });
  expect(await agent.all('direct_message')).toHaveLength(1);
  expect(await here.heard('cloud')).toEqual([]);
});

test('a chat message is a message for the members of the channel of that name, in that tenant', async () => {
  const platform = await startPlatform();
  const { here, publish } = platform;
  const [member, other, stranger] = await Promise.all([
    platform.register('a-1', { channelId: 'team' }),
    platform.register('a-2', { channelId: 'others' }),
    platform.register('a-1', { channelId: 'team', domainKey: 'away' }),
  ]);
  await here.heard('cloud');
  await platform.elsewhere.heard('cloud');
  await platform.elsewhere.heard('autosdlc');

  expect(await publish('cloud', chat('team', 'hello'))).toBe(1);
  await publish('cloud', chat('team', 'a leap', { timestamp: '2016-12-31T23:59:60Z' }));
  await publish('cloud', chat('nowhere', 'nobody is there'));
  await publish('cloud', chat('team', 'for one'), { target: { userId: 'alice' } });
  expect((await here.heard('cloud')).map(({ data }) => data?.content)).toEqual([
    'hello',
    'a leap',
    'nobody is there',
    'for one',
  ]);
  const message = { messageId: 'm-1', from: 'alice', channelId: 'team' };
  expect(await member.all('message')).toEqual([
    { ...message, content: 'hello', timestamp: '2026-01-15T09:30:00.000Z' },
    { ...message, content: 'a leap', timestamp: '2016-12-31T23:59:59.000Z' },
  ]);
  expect([...(await other.all('message')), ...(await stranger.all('message'))]).toEqual([]);
  await expectSilence(platform);
});

test('a message published for the members of a channel is a chat message too', async () => {
  const platform = await startPlatform();
  const payload = {
    messageId: 'm-2',
    from: 'backend',
    channelId: 'team',
    content: 'hello',
    timestamp: '2026-01-15T09:30:00.000Z',
  };
  await platform.publish('mxf', { event: 'message', payload });
  expect(await platform.here.heard('cloud')).toEqual([
    chat('team', 'hello', { messageId: 'm-2', sender: 'backend', timestamp: payload.timestamp }),
  ]);
  await expectSilence(platform);
});

test('a notification of one system is one of the other, and an activity on the event stream', async () => {
  const platform = await startPlatform();
  const { here, publish, stream } = platform;
  const inCloud = { type: 'notification', data: { level: 'success', message: 'deployed' } };
  const inAutosdlc = { type: 'system_notification', data: { level: 'warning', title: 'Disk', message: 'is full' } };
  expect(await publish('cloud', inCloud)).toBe(1);
  expect(await publish('autosdlc', inAutosdlc)).toBe(1);
  await publish('cloud', inCloud, { target: { userId: 'alice' } });
  await publish('cloud', inCloud, { key: 'other-publisher-key' });
  expect(await here.heard('cloud')).toEqual([
    inCloud,
    { type: 'notification', data: { level: 'warning', message: 'Disk: is full' } },
    inCloud,
  ]);
  expect(await here.heard('autosdlc')).toEqual([
    { type: 'system_notification', data: { level: 'success', title: 'Notification', message: 'deployed' } },
    inAutosdlc,
  ]);
  await publish('devmentor', { channel: 'ui:activity', message: { activity: 'last' } });
  await expect.poll(() => stream.messages().at(-1)).toEqual({ activity: 'last' });
  expect(stream.messages('ui:activity').map(({ activity }) => activity)).toEqual([
    'notification: deployed',
    'notification: Disk: is full',
    'last',
  ]);
  expect(await platform.elsewhere.heard('cloud')).toEqual([inCloud]);
  expect(await platform.elsewhere.heard('autosdlc')).toMatchObject([{ data: { message: 'deployed' } }]);
});
