import { createPublicKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';

export interface ApiKey {
  key: string;
  userId: string;
  tenant: string;
  permissions: readonly string[];
}

/** Users and agents that share the key of a domain. */
export interface Domain {
  key: string;
  tenant: string;
  users: readonly { username: string; password: string; userId: string }[];
  agentKeys: readonly { keyId: string; secretKey: string; agentId: string; userId: string }[];
}

/**
 * What `--credentials` names: `{"jwt": {"hs256Secret", "rs256PublicKey"}, "apiKeys": [{"key", "userId", …}],
 * "domains": [{"key", "users": [{"username", "password"}], "agentKeys": [{"keyId", "secretKey", "agentId"}]}]}`.
 */
export interface CredentialsFile {
  jwt: {
    hs256Secret?: string;
    /** In the file as PEM. */
    rs256PublicKey?: KeyObject;
  };
  apiKeys: readonly ApiKey[];
  domains: readonly Domain[];
}

const apiKeyMembers = ['key', 'userId', 'tenant', 'permissions'];
const domainMembers = ['key', 'tenant', 'users', 'agentKeys'];
const userMembers = ['username', 'password', 'userId'];
const agentKeyMembers = ['keyId', 'secretKey', 'agentId', 'userId'];

/** @throws Error that says in one line what is wrong with the file, without its contents */
export function readCredentialsFile(path: string): CredentialsFile {
  const file = record(parse(path), path, ['jwt', 'apiKeys', 'domains']);
  const jwt = record(file.jwt ?? {}, `${path}: jwt`, ['hs256Secret', 'rs256PublicKey']);
  return {
    jwt: {
      ...(jwt.hs256Secret !== undefined && { hs256Secret: text(jwt.hs256Secret, `${path}: jwt.hs256Secret`) }),
      ...(jwt.rs256PublicKey !== undefined && {
        rs256PublicKey: rsaKey(jwt.rs256PublicKey, `${path}: jwt.rs256PublicKey`),
      }),
    },
    apiKeys: apiKeysOf(entriesOf(file, { name: 'apiKeys', before: `${path}: `, members: apiKeyMembers })),
    domains: entriesOf(file, { name: 'domains', before: `${path}: `, members: domainMembers }).map(domain),
  };
}

function parse(path: string): unknown {
  const text = readFileSync(path, 'utf8');
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${path}: not valid JSON`);
  }
}

/** One of a list, and where it stands. */
interface Entry {
  members: Record<string, unknown>;
  where: string;
}

interface Listing {
  name: string;
  /** What stands before the name where the place is told. */
  before: string;
  /** What an entry may have. */
  members: readonly string[];
}

/** The objects of a list that may be left out. */
function entriesOf(parent: Record<string, unknown>, { name, before, members }: Listing): Entry[] {
  const entries = parent[name] ?? [];
  if (!Array.isArray(entries)) throw new Error(`${before}${name} must be a list`);
  return entries.map((entry, index) => {
    const where = `${before}${name}[${index}]`;
    return { members: record(entry, where, members), where };
  });
}

/** One key is one identity. */
function apiKeysOf(entries: readonly Entry[]): ApiKey[] {
  const places = new Map<string, string>();
  return entries.map((entry) => {
    const known = apiKey(entry);
    const first = places.get(known.key);
    if (first !== undefined) throw new Error(`${entry.where}.key is that of ${first}; each key has one entry`);
    places.set(known.key, entry.where);
    return known;
  });
}

function domain({ members, where }: Entry): Domain {
  return {
    key: text(members.key, `${where}.key`),
    tenant: text(members.tenant ?? 'default', `${where}.tenant`),
    users: entriesOf(members, { name: 'users', before: `${where}.`, members: userMembers }).map(
      ({ members: user, where: place }) => {
        const username = text(user.username, `${place}.username`);
        return {
          username,
          password: text(user.password, `${place}.password`),
          userId: text(user.userId ?? username, `${place}.userId`),
        };
      },
    ),
    agentKeys: entriesOf(members, { name: 'agentKeys', before: `${where}.`, members: agentKeyMembers }).map(
      ({ members: agent, where: place }) => {
        const agentId = text(agent.agentId, `${place}.agentId`);
        return {
          agentId,
          keyId: text(agent.keyId, `${place}.keyId`),
          secretKey: text(agent.secretKey, `${place}.secretKey`),
          userId: text(agent.userId ?? agentId, `${place}.userId`),
        };
      },
    ),
  };
}

function apiKey({ members, where }: Entry): ApiKey {
  const { permissions = ['websocket'] } = members;
  if (!Array.isArray(permissions) || !permissions.every((permission) => typeof permission === 'string')) {
    throw new Error(`${where}.permissions must be a list of strings`);
  }
  return {
    key: text(members.key, `${where}.key`),
    userId: text(members.userId, `${where}.userId`),
    tenant: text(members.tenant ?? 'default', `${where}.tenant`),
    permissions,
  };
}

function rsaKey(value: unknown, where: string): KeyObject {
  try {
    const key = createPublicKey(text(value, where));
    if (key.asymmetricKeyType === 'rsa') return key;
  } catch {
    // The reason of the parser is no help, and may quote the key.
  }
  throw new Error(`${where} must be a public RSA key as PEM`);
}

function text(value: unknown, where: string): string {
  if (typeof value !== 'string' || value === '') throw new Error(`${where} must be a string that is not empty`);
  return value;
}

/** An object with no other members than these: a misspelt one would let nobody in, and say nothing. */
function record(value: unknown, where: string, members: readonly string[]): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error(`${where}: must be an object`);
  const unknown = Object.keys(value).find((name) => !members.includes(name));
  if (unknown !== undefined) throw new Error(`${where}: unknown member ${unknown}; known are ${members.join(', ')}`);
  return value as Record<string, unknown>;
}
