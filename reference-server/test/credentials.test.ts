import { createHmac, generateKeyPairSync } from 'node:crypto';
import { SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { Clock } from '../src/clock.ts';
import { configuredCredentials, developmentCredentials } from '../src/credentials.ts';

const hs256Secret = 'a-secret-for-tests-only-that-is-long-enough';
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const publicPem = rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString();
const clock = new Clock();
const credentials = configuredCredentials(
  {
    jwt: { hs256Secret, rs256PublicKey: rsa.publicKey },
    apiKeys: [
      { key: 'key-of-alice', userId: 'alice', tenant: 'home', permissions: ['websocket', 'publish'] },
      { key: 'key.that.dots', userId: 'bob', tenant: 'home', permissions: ['websocket'] },
    ],
    domains: [
      {
        key: 'domain-of-home',
        tenant: 'home',
        users: [{ username: 'erin', password: 'secret of erin', userId: 'erin' }],
        agentKeys: [{ keyId: 'key-1', secretKey: 'secret of key-1', agentId: 'coder', userId: 'erin' }],
      },
    ],
  },
  clock,
);

const base64url = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const nowS = (): number => Math.floor(clock.now() / 1000);
const signed = (claims: Record<string, unknown>, secret = hs256Secret): Promise<string> =>
  new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(secret));

describe('a JWT is taken', () => {
  test('with HS256, and says who and where', async () => {
    const token = await signed({ sub: 'carol', tenant: 'away', permissions: ['websocket'], exp: nowS() + 60 });
    expect(await credentials.verify(token, 'websocket')).toMatchObject({ userId: 'carol', tenant: 'away' });
  });

  test('with RS256', async () => {
    const token = await new SignJWT({ sub: 'carol' }).setProtectedHeader({ alg: 'RS256' }).sign(rsa.privateKey);
    expect(await credentials.verify(token, 'websocket')).toMatchObject({ userId: 'carol', tenant: 'default' });
  });

  test('without permissions, for a connection but not for publishing', async () => {
    const token = await signed({ sub: 'carol' });
    await expect(credentials.verify(token, 'websocket')).resolves.toBeDefined();
    await expect(credentials.verify(token, 'publish')).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('a JWT is refused', () => {
  const header = (alg: string): string => base64url({ alg, typ: 'JWT' });
  const body = base64url({ sub: 'carol' });
  const hmac = (key: string, alg: string): string =>
    createHmac('sha256', key)
      .update(`${header(alg)}.${body}`)
      .digest('base64url');

  test.each<[string, () => string | Promise<string>]>([
    ['without signature, alg none', () => `${header('none')}.${body}.`],
    ['without signature, alg HS256', () => `${header('HS256')}.${body}.`],
    ['signed with the public RSA key as shared secret', () => `${header('HS256')}.${body}.${hmac(publicPem, 'HS256')}`],
    ['signed by HMAC but claiming RS256', () => `${header('RS256')}.${body}.${hmac(hs256Secret, 'RS256')}`],
    ['of an algorithm without a key', () => `${header('HS512')}.${body}.${hmac(hs256Secret, 'HS512')}`],
    ['of another secret', () => signed({ sub: 'carol' }, 'another-secret-that-is-long-enough-too')],
    ['that has expired', () => signed({ sub: 'carol', exp: nowS() - 1 })],
    ['that is not valid yet', () => signed({ sub: 'carol', nbf: nowS() + 60 })],
    ['without sub', () => signed({ exp: nowS() + 60 })],
    ['with a tenant that is no string', () => signed({ sub: 'carol', tenant: 7 })],
    ['with permissions that are no list', () => signed({ sub: 'carol', permissions: 'websocket' })],
    ['whose header is no JSON', () => 'AAAA.BBBB.CCCC'],
    ['that is empty', () => ''],
  ])('%s', async (_, make) => {
    await expect(credentials.verify(await make(), 'websocket')).rejects.toMatchObject({ code: 'INVALID_TOKEN' });
  });

  test('that lacks the permission', async () => {
    const token = await signed({ sub: 'carol', permissions: ['report'] });
    await expect(credentials.verify(token, 'websocket')).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  test('that expires while virtual time moves on', async () => {
    const moving = new Clock();
    const verifier = configuredCredentials({ jwt: { hs256Secret }, apiKeys: [], domains: [] }, moving);
    const token = await signed({ sub: 'carol', exp: nowS() + 60 });
    await expect(verifier.verify(token, 'websocket')).resolves.toBeDefined();
    moving.advance(61_000);
    await expect(verifier.verify(token, 'websocket')).rejects.toMatchObject({ code: 'INVALID_TOKEN' });
  });
});

test('API keys are taken whole, also those that look like a JWT', async () => {
  await expect(credentials.verify('key-of-alice', 'publish')).resolves.toMatchObject({
    userId: 'alice',
    tenant: 'home',
  });
  await expect(credentials.verify('key.that.dots', 'websocket')).resolves.toMatchObject({ userId: 'bob' });
  await expect(credentials.verify('key-of-alic', 'websocket')).rejects.toMatchObject({ code: 'INVALID_TOKEN' });
});

test('in development any opaque token is a user of its own, a JWT is nobody', async () => {
  const development = developmentCredentials();
  const one = await development.verify('12345678-one', 'publish');
  const other = await development.verify('12345678-other', 'publish');
  expect(one.userId).not.toBe(other.userId);
  expect(one.userId).not.toContain('12345678');
  await expect(development.verify(await signed({ sub: 'carol' }), 'websocket')).rejects.toMatchObject({
    code: 'INVALID_TOKEN',
  });
});

describe('in a domain', () => {
  const domainKey = 'domain-of-home';
  const erin = { domainKey, username: 'erin', password: 'secret of erin' };
  const coder = { domainKey, keyId: 'key-1', secretKey: 'secret of key-1', agentId: 'coder' };

  test('a user is told by name and password, an agent by its key', async () => {
    expect(await credentials.verifyUser(erin)).toMatchObject({ userId: 'erin', tenant: 'home', domainKey });
    expect(await credentials.verifyAgent(coder)).toMatchObject({ userId: 'erin', agentId: 'coder', domainKey });
    expect(await credentials.verifyAgent({ ...coder, agentId: undefined })).toMatchObject({ agentId: 'coder' });
  });

  test.each([
    ['the domain', { ...erin, domainKey: 'another' }, 'INVALID_TOKEN'],
    ['the user', { ...erin, username: '__proto__' }, 'WRONG_PASSWORD'],
    ['the password', { ...erin, password: 'guessed' }, 'WRONG_PASSWORD'],
  ])('a user is refused when %s is wrong', async (_, credential, code) => {
    await expect(credentials.verifyUser(credential)).rejects.toMatchObject({ code });
  });

  test.each([
    ['the domain', { ...coder, domainKey: 'another' }],
    ['the id of the key', { ...coder, keyId: 'key-2' }],
    ['the secret', { ...coder, secretKey: 'guessed' }],
    ['the agent', { ...coder, agentId: 'somebody else' }],
  ])('an agent is refused when %s is wrong', async (_, credential) => {
    await expect(credentials.verifyAgent(credential)).rejects.toMatchObject({ code: 'INVALID_TOKEN' });
  });
});
