import { execFile } from 'node:child_process';
import { isDeepStrictEqual, promisify } from 'node:util';
import { importPKCS8, SignJWT } from 'jose';
import { usageError } from './exit.ts';
import { isObject } from './json.ts';
import type { Redactor } from './redact.ts';

/** Where a secret comes from. */
export type Secret =
  | { value: string }
  /** Name of an environment variable. */
  | { env: string }
  /** A command whose first line of output is the secret. */
  | { command: string[] }
  | { jwt: JwtRecipe };

export interface JwtRecipe {
  algorithm: 'HS256' | 'HS384' | 'HS512' | 'RS256' | 'ES256' | 'EdDSA';
  /** The shared secret, or the private key as PKCS #8 PEM. */
  secret: Secret;
  claims: Record<string, unknown>;
  /** Seconds from now; negative for a token that has expired. Default 3600. */
  expiresInS?: number;
}

/** How somebody shows who it is: a token, the members of the auth object of Socket.IO's CONNECT, or either. */
export interface Shown {
  token?: string;
  auth?: Record<string, string>;
}

/** Identities that show more than one text; the others show a token, or may. */
const SHOWN_BY_AUTH = new Set(['user', 'agent-key']);

/** Name of the environment variable that holds what an identity shows. */
export const variableOf = (name: string): string => {
  const kind = SHOWN_BY_AUTH.has(name) ? 'AGENTWIRE_AUTH' : 'AGENTWIRE_TOKEN';
  return name === 'first' ? kind : `${kind}_${name.toUpperCase().replaceAll('-', '_')}`;
};

/** A token of right form that no server can know: a JWT with a random signature. */
const INVALID_TOKEN =
  'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJub2JvZHkifQ.Zm9yZ2VkLXNpZ25hdHVyZS1vZi1ub2JvZHkta25vd24';

/** Members of an auth object that only say who it is; outputs may show them. */
const OPEN_MEMBERS = new Set(['username', 'keyId', 'agentId']);

const MADE_UP: Record<string, string | undefined> = { empty: '', invalid: INVALID_TOKEN };

/** The credentials a run may use, by name: `first`, `second`, `publisher`, `expired`, … */
export class Identities {
  readonly #shown: Map<string, Shown>;

  constructor(shown: Map<string, Shown>) {
    this.#shown = shown;
  }

  /** Identities that have a token alone. */
  static ofTokens(tokens: Record<string, string>): Identities {
    return new Identities(new Map(Object.entries(tokens).map(([name, token]) => [name, { token }])));
  }

  has(name: string): boolean {
    return this.#shown.has(name);
  }

  names(): string[] {
    return [...this.#shown.keys()];
  }

  /** Whether two identities show the same. */
  same(left: string, right: string): boolean {
    const [one, other] = [this.#shown.get(left), this.#shown.get(right)];
    return one !== undefined && other !== undefined && isDeepStrictEqual(one, other);
  }

  hasToken(name: string): boolean {
    return MADE_UP[name] !== undefined || this.#shown.get(name)?.token !== undefined;
  }

  /** Members of the auth object of CONNECT; undefined for an identity that has a token alone. */
  auth(name: string): Record<string, string> | undefined {
    return this.#shown.get(name)?.auth;
  }

  /** The token of an identity; `empty` is the empty text, `invalid` one that no server knows. */
  token(name: string): string {
    const token = MADE_UP[name] ?? this.#shown.get(name)?.token;
    if (token === undefined) throw new Error(`identity ${name} has no token`);
    return token;
  }
}

export interface IdentitySources {
  /** From the manifest; they win over the environment. */
  manifest: Record<string, { token?: Secret; auth?: Record<string, Secret> }>;
  env: NodeJS.ProcessEnv;
  /** Folder in which commands run. */
  folder: string;
  redactor: Redactor;
}

/** An environment without the credentials: a subject that the kit starts must not find them there. */
export const withoutTokens = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !VARIABLE.test(name)));

const VARIABLE = /^AGENTWIRE_(?<kind>TOKEN|AUTH)(?:_(?<name>[A-Z0-9_]+))?$/;

/** @throws ExitError when a secret cannot be had. */
export async function readIdentities(sources: IdentitySources): Promise<Identities> {
  const shown = new Map<string, Shown>();
  const add = (name: string, more: Shown): void => {
    shown.set(name, { ...shown.get(name), ...more });
    if (more.token !== undefined) sources.redactor.add(more.token, name);
    for (const [member, value] of Object.entries(more.auth ?? {}))
      if (!OPEN_MEMBERS.has(member)) sources.redactor.add(value, `${member} of ${name}`);
  };
  for (const [variable, value] of Object.entries(sources.env)) {
    const { kind, name = 'FIRST' } = VARIABLE.exec(variable)?.groups ?? {};
    if (kind === undefined || !value) continue;
    const identity = name.toLowerCase().replaceAll('_', '-');
    add(identity, kind === 'TOKEN' ? { token: value } : { auth: authIn(variable, value) });
  }
  for (const [name, { token, auth }] of Object.entries(sources.manifest)) {
    const context = { ...sources, what: `identities.${name}`, label: name };
    const value = token && (await readSecret(token, context));
    if (value !== undefined) add(name, { token: value });
    const members = auth && (await readMembers(auth, context));
    if (members) add(name, { auth: members });
  }
  return new Identities(shown);
}

/** Undefined when one of them cannot be had: half a credential is none. */
async function readMembers(
  auth: Record<string, Secret>,
  context: SecretContext,
): Promise<Record<string, string> | undefined> {
  const members: Record<string, string> = {};
  for (const [member, secret] of Object.entries(auth)) {
    const what = `${context.what}.auth.${member}`;
    const value = await rawSecret(secret, { ...context, what, label: `${member} of ${context.label}` });
    if (value === undefined) return undefined;
    members[member] = value;
  }
  return members;
}

/** @throws ExitError (2) for text that is no JSON object of texts. */
function authIn(variable: string, text: string): Record<string, string> {
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value) && Object.values(value).every((member) => typeof member === 'string'))
      return value as Record<string, string>;
  } catch {}
  throw usageError(
    `${variable} must be a JSON object of texts, such as {"domainKey":"…","username":"…","password":"…"}`,
  );
}

interface SecretContext {
  /** Entry of the manifest, for messages. */
  what: string;
  /** How outputs call the secret. */
  label: string;
  env: NodeJS.ProcessEnv;
  folder: string;
  redactor: Redactor;
}

/** Undefined when it should come from an environment variable that is not set: then the identity is not given. */
export async function readSecret(secret: Secret, context: SecretContext): Promise<string | undefined> {
  const value = await rawSecret(secret, context);
  if (value !== undefined) context.redactor.add(value, context.label);
  return value;
}

async function rawSecret(secret: Secret, context: SecretContext): Promise<string | undefined> {
  if ('value' in secret) return secret.value;
  if ('env' in secret) return context.env[secret.env] || undefined;
  if ('command' in secret) return await commandOutput(secret.command, context);
  return await mint(secret.jwt, context);
}

async function commandOutput(command: string[], context: SecretContext): Promise<string> {
  const [file = '', ...args] = command;
  try {
    const { stdout } = await promisify(execFile)(file, args, { cwd: context.folder, timeout: 10_000 });
    const line = stdout.split('\n')[0]?.trim() ?? '';
    if (line === '') throw new Error('it printed nothing');
    return line;
  } catch (error) {
    throw usageError(
      `${context.what}: the command ${file} gave no secret (${(error as Error).message.split('\n')[0]})`,
    );
  }
}

async function mint(recipe: JwtRecipe, context: SecretContext): Promise<string | undefined> {
  const secret = await readSecret(recipe.secret, {
    ...context,
    what: `${context.what}.jwt.secret`,
    label: `key of ${context.label}`,
  });
  if (secret === undefined) return undefined;
  try {
    const key = recipe.algorithm.startsWith('HS')
      ? new TextEncoder().encode(secret)
      : await importPKCS8(secret, recipe.algorithm);
    const nowS = Math.floor(Date.now() / 1000);
    return await new SignJWT(recipe.claims)
      .setProtectedHeader({ alg: recipe.algorithm, typ: 'JWT' })
      .setIssuedAt(nowS)
      .setExpirationTime(nowS + (recipe.expiresInS ?? 3600))
      .sign(key);
  } catch (error) {
    throw usageError(`${context.what}: cannot sign a ${recipe.algorithm} token (${(error as Error).message})`);
  }
}
