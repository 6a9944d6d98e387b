import { mxf } from '@agentwire/generated/constants/mxf';
import { describe, expect, test } from 'vitest';
import { Cipher } from '../src/services/mxp/cipher.ts';
import { Agent } from './mxf-client.ts';
import { type ServerProcess, serve } from './server-process.ts';

const { encryption: facts, limits } = mxf.channels.mxf;
const cipherFor = (scope: string) => new Cipher({ facts, limits, domainKey: 'home', scope });
const payload = { op: 'calc.sum', args: [10, 20, 30] };
const operation = { version: '1.0', type: 'operation', payload };
const sentence = 'Calculate the sum of 10, 20, and 30';

type Receivers = Record<'unasked' | 'disabled' | 'auto' | 'mxp' | 'text', Agent>;

async function receivers(server: ServerProcess): Promise<Receivers> {
  const register = (agentId: string, mxp?: object) =>
    Agent.register(server, { agentId, ...(mxp && { metadata: { mxp } }) });
  return {
    unasked: await register('unasked'),
    disabled: await register('disabled', { preferredFormat: 'mxp' }),
    auto: await register('auto', { enabled: true }),
    mxp: await register('mxp', { enabled: true, preferredFormat: 'mxp' }),
    text: await register('text', { preferredFormat: 'natural-language' }),
  };
}

async function heard(agents: Receivers): Promise<Record<keyof Receivers, unknown>> {
  const contents = await Promise.all(
    Object.entries(agents).map(async ([name, agent]) => [name, (await agent.next('message')).content]),
  );
  return Object.fromEntries(contents);
}

describe('on a channel', () => {
  test('each receiver gets what it prefers, text and MXP side by side', async () => {
    const agents = await receivers(await serve());
    const send = (content: unknown) => agents.unasked.emit('message:send', { channelId: 'lobby', content });
    const structured = { auto: operation, mxp: operation };
    await send(sentence);
    expect(await heard(agents)).toEqual({ ...structured, unasked: sentence, disabled: sentence, text: sentence });
    await send(operation);
    expect(await heard(agents)).toEqual({ ...structured, unasked: operation, disabled: operation, text: sentence });
    await send('Hello');
    const wrapped = { version: '1.0', type: 'text', payload: { text: 'Hello' } };
    expect(await heard(agents)).toEqual({
      unasked: 'Hello',
      disabled: 'Hello',
      auto: 'Hello',
      mxp: wrapped,
      text: 'Hello',
    });
    await agents.unasked.emit('message:broadcast', { channelId: 'lobby', content: sentence, type: 'alert' });
    expect(await heard(agents)).toMatchObject(structured);
  });

  test('what is to be encrypted is, once for all who receive MXP', async () => {
    const agents = await receivers(await serve());
    const content = { ...operation, encrypted: true };
    await agents.unasked.emit('message:send', { channelId: 'lobby', content, metadata: { tags: ['x'] } });
    const { unasked, auto, mxp, text } = await heard(agents);
    expect(unasked).toEqual({ ...operation, encrypted: false });
    expect(text).toBe(sentence);
    for (const received of [auto, mxp] as (typeof content)[]) {
      expect(received).toMatchObject({ version: '1.0', type: 'operation', encrypted: true });
      expect(cipherFor('lobby').open(received.payload as object)).toEqual(payload);
    }
    expect(mxp).toEqual(auto);
  });

  test('what a client encrypted is passed on, and to nobody if it was changed', async () => {
    const agents = await receivers(await serve());
    const sealed = cipherFor('lobby').seal(payload);
    const send = (hidden: object) =>
      agents.unasked.emit('message:send', {
        channelId: 'lobby',
        content: { ...operation, encrypted: true, payload: hidden },
      });
    const tag = `${sealed.tag.startsWith('A') ? 'B' : 'A'}${sealed.tag.slice(1)}`;
    expect(await send({ ...sealed, tag })).toMatchObject({ success: false });
    expect(await agents.unasked.next('error')).toMatchObject({ code: 'VALIDATION_ERROR' });
    expect(await send(cipherFor('another').seal(payload))).toMatchObject({ success: false });
    expect(await send(sealed)).toEqual({ success: true });
    const content = { ...operation, encrypted: true, payload: sealed };
    expect(await heard(agents)).toEqual({
      unasked: content,
      disabled: content,
      auto: content,
      mxp: content,
      text: sentence,
    });
  });

  test('what comes from elsewhere, too, reaches each as it prefers; what is encrypted stays as it is', async () => {
    const server = await serve();
    const agents = await receivers(server);
    const publish = (content: unknown) => {
      const payload = { from: 'backend', channelId: 'lobby', content, timestamp: new Date().toISOString() };
      return server.publish('/mxf/publish', { event: 'message', payload });
    };
    const structured = { auto: operation, mxp: operation };
    await publish(sentence);
    expect(await heard(agents)).toEqual({ ...structured, unasked: sentence, disabled: sentence, text: sentence });
    await publish(operation);
    expect(await heard(agents)).toEqual({ ...structured, unasked: operation, disabled: operation, text: sentence });
    const data = { conversationId: 'lobby', content: sentence, sender: 'bob', messageId: 'm' };
    await server.publish('/cloud/publish', {
      type: 'chat_message',
      data: { ...data, timestamp: '2026-01-15T09:30:00Z' },
    });
    expect(await heard(agents)).toEqual({ ...structured, unasked: sentence, disabled: sentence, text: sentence });
    const sealed = { ...operation, encrypted: true, payload: cipherFor('lobby').seal(payload) };
    await publish(sealed);
    expect(Object.values(await heard(agents))).toEqual(Array(5).fill(sealed));
  });

  test('an agent may change its mind', async () => {
    const { unasked } = await receivers(await serve());
    const updates = { metadata: { mxp: { enabled: true } } };
    await unasked.emit('agent:update', { agentId: 'unasked', updates });
    await unasked.emit('message:send', { channelId: 'lobby', content: sentence });
    expect(await unasked.next('message')).toMatchObject({ content: operation });
  });

  test.each([{ enabled: 'yes' }, { enabled: true, preferredFormat: '__proto__' }])(
    'an update to %j is no wish',
    async (mxp) => {
      const { unasked } = await receivers(await serve());
      await unasked.emit('agent:update', { agentId: 'unasked', updates: { metadata: { mxp } } });
      await unasked.emit('message:send', { channelId: 'lobby', content: sentence });
      expect(await unasked.next('message')).toMatchObject({ content: sentence });
    },
  );
});

test('between two agents the key is that of the two, whichever of them sends', async () => {
  const { auto, mxp } = await receivers(await serve());
  const content = { ...operation, encrypted: true };
  await mxp.emit('message:direct', { targetAgentId: 'auto', content });
  await auto.emit('message:direct', { targetAgentId: 'mxp', content });
  for (const agent of [auto, mxp]) {
    const received = (await agent.next('direct_message')).content as typeof content;
    expect(cipherFor('auto|mxp').open(received.payload as object)).toEqual(payload);
  }
});

test('binary parts arrive as bytes, and are not encrypted', async () => {
  const { unasked, text } = await receivers(await serve());
  const content = { version: '1.0', type: 'file', payload: { data: Buffer.from('xyz') } };
  await unasked.emit('message:send', { channelId: 'lobby', content });
  const received = (await unasked.next('message')).content as typeof content;
  expect(Buffer.from(received.payload.data).toString()).toBe('xyz');
  expect(await text.next('message')).toMatchObject({ content: 'file: {"data":"3 bytes"}' });
  const wish = { channelId: 'lobby', content: { ...content, encrypted: true } };
  expect(await unasked.emit('message:send', wish)).toMatchObject({ success: false });
});
