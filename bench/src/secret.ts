import { execFileSync } from 'node:child_process';
import { createHmac, sign } from 'node:crypto';
import { Failure } from './failure.ts';

type Algorithm = keyof typeof signatures;

const hmac = (digest: string) => (text: string, key: string) => createHmac(digest, key).update(text).digest();

const signatures = {
  HS256: hmac('sha256'),
  HS384: hmac('sha384'),
  HS512: hmac('sha512'),
  RS256: (text: string, key: string) => sign('sha256', Buffer.from(text), key),
  ES256: (text: string, key: string) => sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }),
  EdDSA: (text: string, key: string) => sign(null, Buffer.from(text), key),
};

/** How a manifest names a secret without holding it, or makes a token of one. */
export type Secret =
  | { value: string }
  | { env: string }
  | { command: string[] }
  | {
      jwt: {
        algorithm: Algorithm;
        /** Shared secret, or private key in PEM. */
        secret: Secret;
        claims: Record<string, unknown>;
        /** Seconds from now, negative for one that has expired; 3600 when it is absent. */
        expiresInS?: number;
      };
    };

/**
 * The secret itself. Commands run in `folder`, without a shell.
 * @throws Failure `usage` naming what is missing, never the secret.
 */
export function reveal(secret: Secret, folder: string): string {
  if ('value' in secret) return secret.value;
  if ('env' in secret) {
    const value = process.env[secret.env];
    if (!value) throw new Failure('usage', `the environment variable ${secret.env} is not set`);
    return value;
  }
  if ('command' in secret) return runForSecret(secret.command, folder);
  return signedToken(secret.jwt, folder);
}

function runForSecret(command: string[], folder: string): string {
  const [file, ...args] = command;
  if (!file) throw new Failure('usage', 'the command of a secret is empty');
  try {
    return execFileSync(file, args, { cwd: folder, encoding: 'utf8', timeout: 10_000 }).split('\n')[0] ?? '';
  } catch {
    throw new Failure('usage', `the command for a secret failed: ${file}`);
  }
}

function signedToken(jwt: Extract<Secret, { jwt: unknown }>['jwt'], folder: string): string {
  const signature = signatures[jwt.algorithm];
  if (!signature) throw new Failure('usage', `the algorithm ${jwt.algorithm} is not known`);
  const issuedAt = Math.floor(Date.now() / 1000);
  const claims = { iat: issuedAt, exp: issuedAt + (jwt.expiresInS ?? 3600), ...jwt.claims };
  const signed = `${base64url({ alg: jwt.algorithm, typ: 'JWT' })}.${base64url(claims)}`;
  return `${signed}.${signature(signed, reveal(jwt.secret, folder)).toString('base64url')}`;
}

function base64url(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
