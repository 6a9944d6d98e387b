import { createHmac } from 'node:crypto';
import { model } from '@agentwire/generated/model';
import { describe, expect, it } from 'vitest';
import { channelUrl } from '../src/find-channel.ts';
import { httpCall } from '../src/publish-call.ts';
import { reveal } from '../src/secret.ts';
import { workloadOf } from '../src/workload.ts';

const workload = workloadOf(model, { profile: 'cloud', need: 'delivers' });
const base = new URL('ws://127.0.0.1:4000');

describe('address of the channel', () => {
  it.each([
    ['ws://127.0.0.1:4000', 'ws://127.0.0.1:4000/ws'],
    ['ws://127.0.0.1:4000/', 'ws://127.0.0.1:4000/ws'],
    ['ws://127.0.0.1:4000/cloud', 'ws://127.0.0.1:4000/cloud/ws'],
    ['ws://127.0.0.1:4000/cloud/ws', 'ws://127.0.0.1:4000/cloud/ws'],
  ])('%s is %s', (given, expected) => {
    expect(channelUrl(new URL(given), workload).href).toBe(expected);
  });
});

describe('publish call of a manifest', () => {
  it('fills in profile, token and message, and leaves out what has no value', () => {
    const body = { message: `\${message}`, target: `\${target}` };
    const http = { url: `/\${profile}/publish`, headers: { Authorization: `Bearer \${token}` }, body };
    const call = httpCall({ http, workload, payloadBytes: 64, base, token: 'secret' });
    expect(call.url).toBe('http://127.0.0.1:4000/cloud/publish');
    expect(call.headers).toEqual({ 'content-type': 'application/json', authorization: 'Bearer secret' });
    expect(Object.keys(JSON.parse(call.body))).toEqual(['message']);
    expect(JSON.parse(call.body).message).toEqual({
      type: 'notification',
      data: { level: 'success', message: expect.stringMatching(/^~aw1\.{60}$/) },
    });
    expect(call.body.slice(call.stampOffset, call.stampOffset + 4)).toBe('~aw1');
  });

  it('reaches into the message for a call of another shape', () => {
    const http = { url: 'http://[::1]:5000/say', body: { text: `\${message.data.message}` } };
    const call = httpCall({ http, workload, payloadBytes: 64, base });
    expect(JSON.parse(call.body).text).toHaveLength(64);
    expect(call.url).toBe('http://[::1]:5000/say');
  });

  it('refuses a body without place for the stamp', () => {
    const http = { url: '/say', body: { text: 'hello' } };
    expect(() => httpCall({ http, workload, payloadBytes: 64, base })).toThrow('/data/message');
  });
});

describe('secret of a manifest', () => {
  it('signs a token', () => {
    const claims = { sub: 'alice' };
    const jwt = { algorithm: 'HS256', secret: { value: 'key' }, claims, expiresInS: -5 } as const;
    const [head, body, signature] = reveal({ jwt }, '.').split('.');
    const { sub, iat, exp } = JSON.parse(Buffer.from(body ?? '', 'base64url').toString());
    expect({ sub, lifetime: exp - iat }).toEqual({ sub: 'alice', lifetime: -5 });
    expect(signature).toBe(createHmac('sha256', 'key').update(`${head}.${body}`).digest('base64url'));
  });

  it('comes from a command, and from the environment or not at all', () => {
    expect(reveal({ command: [process.execPath, '-p', '"one\\ntwo"'] }, '.')).toBe('one');
    expect(() => reveal({ env: 'AGENTWIRE_NO_SUCH_VARIABLE' }, '.')).toThrow('AGENTWIRE_NO_SUCH_VARIABLE');
  });
});
