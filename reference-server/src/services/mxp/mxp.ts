import { ProtocolError } from '../../errors.ts';
import { Cipher, type CipherOptions, isSealed } from './cipher.ts';
import { operationIn, sentenceOf } from './sentences.ts';

/** A structured message of the Model Exchange Protocol. */
export interface MxpMessage {
  version: string;
  type: string;
  /** The payload is encrypted, or its sender wants it to be. */
  encrypted?: boolean;
  payload: object;
}

/** Text, or a structured message. */
export type Content = string | MxpMessage;

/** What a receiver would rather have: `auto` is a structured message where the text says no more than that. */
export type Format = 'auto' | 'mxp' | 'natural-language';

/** What one content reads like for different receivers. */
export interface Forms {
  /** For those who prefer nothing. */
  plain: Content;
  /** For those who prefer a format; absent where they get the plain one. Encrypted once, when first asked for. */
  preferred: Partial<Record<Format, () => Content>>;
}

export interface FormsOptions extends Omit<CipherOptions, 'domainKey'> {
  /** Nothing is encrypted without, and nothing encrypted is taken. */
  domainKey?: string | undefined;
}

const version = '1.0';

/**
 * Reads a content and says what its receivers get. A payload that came encrypted is opened, to see that
 * nobody changed it, and passed on as it came.
 *
 * @throws ProtocolError INVALID_REQUEST for an encrypted payload that cannot be read, or one to be
 *   encrypted that has binary parts; otherwise as `Cipher.open`
 */
export function formsOf(content: Content, { domainKey, ...options }: FormsOptions): Forms {
  if (typeof content === 'string') return formsOfText(content);
  const cipher = domainKey === undefined ? undefined : new Cipher({ ...options, domainKey });
  if (comesEncrypted(content, options.facts)) {
    if (!cipher) throw new ProtocolError('INVALID_REQUEST', { details: 'an encrypted payload needs a domain key' });
    const payload = cipher.open(content.payload);
    return { plain: content, preferred: { 'natural-language': () => readable({ ...content, payload }) } };
  }
  const text = (): string => readable(content);
  if (!content.encrypted) return { plain: content, preferred: { 'natural-language': text } };
  // To receivers the word says what the payload is, and no longer what its sender wants.
  const plain = { ...content, encrypted: false };
  if (!cipher) return { plain, preferred: { 'natural-language': text } };
  if (hasBytes(content.payload)) {
    throw new ProtocolError('INVALID_REQUEST', { details: 'a payload with binary parts cannot be encrypted' });
  }
  let hidden: Content | undefined;
  const sealed = (): Content => {
    hidden ??= { ...content, payload: cipher.seal(content.payload) };
    return hidden;
  };
  return { plain, preferred: { auto: sealed, mxp: sealed, 'natural-language': text } };
}

function formsOfText(text: string): Forms {
  const payload = operationIn(text);
  if (!payload) return { plain: text, preferred: { mxp: () => ({ version, type: 'text', payload: { text } }) } };
  const operation = (): Content => ({ version, type: 'operation', payload });
  return { plain: text, preferred: { auto: operation, mxp: operation } };
}

/** A payload that lost its `alg` on the way is an encrypted one that was changed. */
function comesEncrypted({ encrypted, payload }: MxpMessage, facts: CipherOptions['facts']): boolean {
  return isSealed(payload, facts) || (encrypted === true && 'ciphertext' in payload);
}

/** What a message says to somebody who reads text alone. */
export function readable({ type, payload }: MxpMessage): string {
  const { text, op, args } = payload as Record<string, unknown>;
  if (type === 'operation' && typeof op === 'string' && Array.isArray(args)) {
    return sentenceOf({ op, args }) ?? `${op}(${args.map(write).join(', ')})`;
  }
  return typeof text === 'string' ? text : `${type}: ${write(payload)}`;
}

/** As JSON, with the number of bytes in the place of binary parts. */
function write(value: unknown): string {
  return JSON.stringify(withoutBytes(value));
}

function withoutBytes(value: unknown): unknown {
  if (value instanceof Uint8Array) return `${value.length} bytes`;
  if (Array.isArray(value)) return value.map(withoutBytes);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withoutBytes(member)]));
}

function hasBytes(value: unknown): boolean {
  if (value instanceof Uint8Array) return true;
  return typeof value === 'object' && value !== null && Object.values(value).some(hasBytes);
}
