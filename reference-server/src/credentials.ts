import { hash, timingSafeEqual } from 'node:crypto';
import { decodeProtectedHeader, type JWTPayload, jwtVerify } from 'jose';
import type { Clock } from './clock.ts';
import type { CredentialsFile, Domain } from './credentials-file.ts';
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
  /** The agent whose key it was; it may be no other. */
  agentId?: string;
  /** The secret of the domain, which all its members share; payloads are encrypted by it. */
  domainKey?: string;
}

/** A user of a domain by name and password. */
export interface UserCredential {
  domainKey: string;
  username: string;
  password: string;
}

/** An agent of a domain by its key. */
export interface AgentCredential {
  domainKey: string;
  keyId: string;
  secretKey: string;
  /** Whose the key is said to be. */
  agentId: string | undefined;
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
  /** @throws ProtocolError INVALID_TOKEN for a wrong domain, WRONG_PASSWORD for a wrong user or password */
  verifyUser(credential: UserCredential, presenter?: Suspect): Promise<Identity>;
  /** @throws ProtocolError INVALID_TOKEN */
  verifyAgent(credential: AgentCredential, presenter?: Suspect): Promise<Identity>;
}

/** Notes every credential that is refused, whichever way it came, and never the credential. */
export class ObservedCredentials implements Credentials {
  readonly #judge: Credentials;
  readonly #suspicions: Suspicions;

  constructor(judge: Credentials, suspicions: Suspicions) {
    this.#judge = judge;
    this.#suspicions = suspicions;
  }

  verify(token: string, permission: Permission, presenter?: Suspect): Promise<Identity> {
    return this.#observed(this.#judge.verify(token, permission), presenter);
  }

  verifyUser(credential: UserCredential, presenter?: Suspect): Promise<Identity> {
    return this.#observed(this.#judge.verifyUser(credential), presenter);
  }

  verifyAgent(credential: AgentCredential, presenter?: Suspect): Promise<Identity> {
    return this.#observed(this.#judge.verifyAgent(credential), presenter);
  }

  async #observed(verdict: Promise<Identity>, presenter: Suspect = {}): Promise<Identity> {
    try {
      return await verdict;
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

/** The domain of those who named none, in development. */
const developmentDomain = 'development';

/**
 * Every opaque token is a user of its own and may do everything, and so is every user name and key; for loopback
 * only.
 */
export function developmentCredentials(): Credentials {
  const identityOf = (words: readonly string[], domainKey: string): Identity => {
    const userId = userOf(words.length === 1 ? words.join() : JSON.stringify(words));
    return { userId, tenant: defaultTenant, permissions: ['websocket', 'publish'], domainKey };
  };
  return {
    async verify(token) {
      if (token === '' || jwtShape.test(token)) throw new ProtocolError('INVALID_TOKEN');
      return identityOf([token], developmentDomain);
    },
    async verifyUser({ domainKey, username, password }) {
      if (domainKey === '') throw new ProtocolError('INVALID_TOKEN');
      if (username === '' || password === '') throw new ProtocolError('WRONG_PASSWORD');
      return identityOf([domainKey, username], domainKey);
    },
    async verifyAgent({ domainKey, keyId, secretKey, agentId }) {
      if (keyId === '' || secretKey === '') throw new ProtocolError('INVALID_TOKEN');
      return { ...identityOf([domainKey, keyId], domainKey), ...(agentId !== undefined && { agentId }) };
    },
  };
}

/** Tokens by the keys of a credentials file. */
export function configuredCredentials({ apiKeys, jwt, domains }: CredentialsFile, clock: Clock): Credentials {
  // Found by its digest, so that the time it takes tells nothing of the key.
  const identities = new Map(apiKeys.map(({ key, ...identity }) => [digestOf(key), identity]));
  const domainOf = (tenant: string): Domain | undefined => domains.find((domain) => domain.tenant === tenant);
  const isSame = (given: string, expected: string): boolean =>
    timingSafeEqual(Buffer.from(digestOf(given)), Buffer.from(digestOf(expected)));
  const domainBy = (key: string): Domain => {
    const [found] = domains.filter((domain) => isSame(key, domain.key));
    if (!found) throw new ProtocolError('INVALID_TOKEN');
    return found;
  };
  const verifiers = jwtVerifiers(jwt, clock);

  const identify = async (token: string): Promise<Identity> => {
    const identity = identities.get(digestOf(token));
    if (identity) return identity;
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
      const domain = domainOf(identity.tenant);
      return { ...identity, ...(domain && { domainKey: domain.key }) };
    },

    async verifyUser({ domainKey, username, password }) {
      const { key, tenant, users } = domainBy(domainKey);
      const [user] = users.filter((known) => known.username === username && isSame(password, known.password));
      if (!user) throw new ProtocolError('WRONG_PASSWORD');
      return { userId: user.userId, tenant, permissions: ['websocket'], domainKey: key };
    },

    async verifyAgent({ domainKey, keyId, secretKey, agentId }) {
      const { key, tenant, agentKeys } = domainBy(domainKey);
      const [agent] = agentKeys.filter((known) => known.keyId === keyId && isSame(secretKey, known.secretKey));
      if (!agent || (agentId !== undefined && agentId !== agent.agentId)) throw new ProtocolError('INVALID_TOKEN');
      const { userId } = agent;
      return { userId, tenant, permissions: ['websocket'], agentId: agent.agentId, domainKey: key };
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
  return `user_${digestOf(token).slice(0, 32)}`;
}

function digestOf(text: string): string {
  return hash('sha256', text, 'hex');
}
