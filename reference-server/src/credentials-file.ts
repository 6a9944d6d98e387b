import { createPublicKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';

export interface ApiKey {
  key: string;
  userId: string;
  tenant: string;
  permissions: readonly string[];
}

/** What `--credentials` names: `{"jwt": {"hs256Secret", "rs256PublicKey"}, "apiKeys": [{"key", "userId", …}]}`. */
export interface CredentialsFile {
  jwt: {
    hs256Secret?: string;
    /** In the file as PEM. */
    rs256PublicKey?: KeyObject;
  };
  apiKeys: readonly ApiKey[];
}

/** @throws Error that says in one line what is wrong with the file, without its contents */
export function readCredentialsFile(path: string): CredentialsFile {
  const file = record(parse(path), path);
  const jwt = record(file.jwt ?? {}, `${path}: jwt`);
  const apiKeys = file.apiKeys ?? [];
  if (!Array.isArray(apiKeys)) throw new Error(`${path}: apiKeys must be a list`);
  return {
    jwt: {
      ...(jwt.hs256Secret !== undefined && { hs256Secret: text(jwt.hs256Secret, `${path}: jwt.hs256Secret`) }),
      ...(jwt.rs256PublicKey !== undefined && {
        rs256PublicKey: rsaKey(jwt.rs256PublicKey, `${path}: jwt.rs256PublicKey`),
      }),
    },
    apiKeys: apiKeys.map((entry, index) => apiKey(entry, `${path}: apiKeys[${index}]`)),
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

function apiKey(entry: unknown, where: string): ApiKey {
  const members = record(entry, where);
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

function record(value: unknown, where: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error(`${where}: must be an object`);
  return value as Record<string, unknown>;
}
