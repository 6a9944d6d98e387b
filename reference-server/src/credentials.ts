import { createHash, timingSafeEqual } from 'node:crypto';
import { decodeProtectedHeader, type JWTPayload, jwtVerify } from 'jose';
import type { Clock } from './clock.ts';
import type { CredentialsFile } from './credentials-file.ts';
import { ProtocolError } from './errors.ts';
import type { Suspect, Suspicions } from './suspicions.ts';

export type Permission = 'websocket' | 'publish';

/** Who somebody is, as their credential says. */
export interface Identity {
  userId: string;
  /** Nothing reaches anybody of another tenant. */
  tenant: string;
  permissions: readonly string[];
  /** When the credential ends, milliseconds since the epoch; absent when it does not. */
  expiresAtMs?: number;
}

/**
 * Judges credentials. A credential is judged when it is presented and then holds as long as the
 * connection: one that expires meanwhile closes nothing.
 */
export interface Credentials {
  /**
   * @param presenter for the log, as far as it is known
   * @throws ProtocolError INVALID_TOKEN when the token is not valid, FORBIDDEN when it is but lacks the
   *   permission
   */
  verify(token: string, permission: Permission, presenter?: Suspect): Promise<Identity>;
}

/** Notes every credential that is refused, whichever way it came, and never the credential. */
export class ObservedCredentials implements Credentials {
  readonly #judge: Credentials;
  readonly #suspicions: Suspicions;

  constructor(judge: Credentials, suspicions: Suspicions) {
    this.#judge = judge;
    this.#suspicions = suspicions;
  }

  async verify(token: string, permission: Permission, presenter: Suspect = {}): Promise<Identity> {
    try {
      return await this.#judge.verify(token, permission);
    } catch (error) {
      const details = error instanceof ProtocolError ? error.code : undefined;
      this.#suspicions.note('credential-refused', presenter, details);
      throw error;
    }
  }
}

/** The tenant of whoever's credential names none. */
export const defaultTenant = 'default';

/** Three base64url parts; the last one is empty when a token claims to need no signature. */
const jwtShape = /^[\w-]+\.[\w-]+\.[\w-]*$/;

/** Every opaque token is a user of its own and may do everything; for loopback only. */
export function developmentCredentials(): Credentials {
  return {
    async verify(token) {
      if (token === '' || jwtShape.test(token)) throw new ProtocolError('INVALID_TOKEN');
      return { userId: userOf(token), tenant: defaultTenant, permissions: ['websocket', 'publish'] };
    },
  };
}

/** Tokens by the keys of a credentials file. */
export function configuredCredentials({ apiKeys, jwt }: CredentialsFile, clock: Clock): Credentials {
  const keys = apiKeys.map(({ key, ...identity }) => ({ digest: sha256(key), identity }));
  const verifiers = jwtVerifiers(jwt, clock);

  const identify = async (token: string): Promise<Identity> => {
    const digest = sha256(token);
    // Looks at every key, so that the time it takes tells nothing.
    const [found] = keys.filter((key) => timingSafeEqual(key.digest, digest));
    if (found) return found.identity;
    if (!jwtShape.test(token)) throw new ProtocolError('INVALID_TOKEN');
    try {
      const verifier = verifiers.get(decodeProtectedHeader(token).alg);
      if (verifier) return identityOf(await verifier(token));
    } catch {
      // What was wrong is nobody's business but the log's, and there it would be a secret.
    }
    throw new ProtocolError('INVALID_TOKEN');
  };

  return {
    async verify(token, permission) {
      const identity = await identify(token);
      if (!identity.permissions.includes(permission)) throw new ProtocolError('FORBIDDEN');
      return identity;
    },
  };
}

type JwtVerifier = (token: string) => Promise<JWTPayload>;

/**
 * One verifier for each configured key, and each takes one algorithm only: a public key is never used
 * as a shared secret, and `alg: none` has no verifier.
 */
function jwtVerifiers(jwt: CredentialsFile['jwt'], clock: Clock): Map<string | undefined, JwtVerifier> {
  const verifiers = new Map<string | undefined, JwtVerifier>();
  const add = (algorithm: string, key: Parameters<typeof jwtVerify>[1]): void => {
    verifiers.set(algorithm, async (token) => {
      const options = { algorithms: [algorithm], currentDate: new Date(clock.now()), requiredClaims: ['sub'] };
      return (await jwtVerify(token, key, options)).payload;
    });
  };
  if (jwt.hs256Secret !== undefined) add('HS256', new TextEncoder().encode(jwt.hs256Secret));
  if (jwt.rs256PublicKey !== undefined) add('RS256', jwt.rs256PublicKey);
  return verifiers;
}

/** @throws ProtocolError when a claim is not of its type */
function identityOf({ sub, exp, tenant = defaultTenant, permissions = ['websocket'] }: JWTPayload): Identity {
  if (!isName(sub) || !isName(tenant) || !Array.isArray(permissions) || !permissions.every(isName)) {
    throw new ProtocolError('INVALID_TOKEN');
  }
  return { userId: sub, tenant, permissions, ...(exp !== undefined && { expiresAtMs: Math.floor(exp * 1000) }) };
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/** From the whole token, so that no two tokens share a user, and one way, since user ids are broadcast (CLOUD-A08). */
function userOf(token: string): string {
  return `user_${sha256(token).toString('hex').slice(0, 32)}`;
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
