import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { ProtocolError } from '../../errors.ts';
import { measure } from '../../measure.ts';

/** How payloads are encrypted, in the words of the document. */
export interface EncryptionFacts {
  algorithm: keyof typeof algorithms;
  keyDerivation: keyof typeof digests;
  /** Sets the keys apart from all others of the same secret. */
  info: string;
  ivBytes: number;
  tagBytes: number;
}

/** `name` is node:crypto's, `alg` the one on the wire, that of RFC 7518. */
const algorithms = { 'AES-256-GCM': { name: 'aes-256-gcm', alg: 'A256GCM', keyBytes: 32 } } as const;
const digests = { 'HKDF-SHA-256': 'sha256' } as const;

/** Stands in the place of a payload; all bytes in base64. */
export interface Sealed {
  alg: (typeof algorithms)[EncryptionFacts['algorithm']]['alg'];
  /** New for every payload. */
  iv: string;
  tag: string;
  ciphertext: string;
}

/** Whether a payload says that it is encrypted in this way; nothing else of it has been looked at. */
export function isSealed(payload: object, { algorithm }: EncryptionFacts): boolean {
  return 'alg' in payload && payload.alg === algorithms[algorithm].alg;
}

export interface CipherOptions {
  facts: EncryptionFacts;
  /** The secret of all who may read. */
  domainKey: string;
  /** Whom the payload is for; salt of the key and additional data at once, so that it opens nowhere else. */
  scope: string;
  /** What a payload may hold, as if it had come in plain. */
  limits: Parameters<typeof measure>[1];
}

/** Encrypts payloads as JSON text, and opens those that somebody else encrypted. */
export class Cipher {
  readonly #options: CipherOptions;
  readonly #key: Uint8Array;

  constructor(options: CipherOptions) {
    const { facts, domainKey, scope } = options;
    const { keyBytes } = algorithms[facts.algorithm];
    this.#options = options;
    this.#key = new Uint8Array(hkdfSync(digests[facts.keyDerivation], domainKey, scope, facts.info, keyBytes));
  }

  seal(payload: object): Sealed {
    const { facts, scope } = this.#options;
    const { name, alg } = algorithms[facts.algorithm];
    const iv = randomBytes(facts.ivBytes);
    const cipher = createCipheriv(name, this.#key, iv, { authTagLength: facts.tagBytes });
    cipher.setAAD(Buffer.from(scope));
    const ciphertext = Buffer.concat([cipher.update(JSON.stringify(payload)), cipher.final()]);
    const tag = cipher.getAuthTag();
    return { alg, iv: iv.toString('base64'), tag: tag.toString('base64'), ciphertext: ciphertext.toString('base64') };
  }

  /**
   * The payload in plain.
   *
   * @throws ProtocolError INVALID_REQUEST when it is not in this form, was changed, has another key or
   *   scope, or holds no JSON object; INVALID_MESSAGE when what it holds exceeds a limit
   */
  open(sealed: { readonly [Member in keyof Sealed]?: unknown }): object {
    const { facts, scope, limits } = this.#options;
    const { name, alg } = algorithms[facts.algorithm];
    if (sealed.alg !== alg) throw unreadable(`alg must be ${alg}`);
    const iv = bytesOf('iv', sealed.iv, facts.ivBytes);
    const tag = bytesOf('tag', sealed.tag, facts.tagBytes);
    const ciphertext = bytesOf('ciphertext', sealed.ciphertext);
    const decipher = createDecipheriv(name, this.#key, iv, { authTagLength: facts.tagBytes });
    decipher.setAAD(Buffer.from(scope));
    decipher.setAuthTag(tag);
    let text: Buffer;
    try {
      text = Buffer.concat([decipher.update(ciphertext), decipher.final()]);
    } catch {
      throw unreadable('it was changed, or has another key or another receiver');
    }
    measure(text, limits);
    return objectOf(text);
  }
}

/** A tag must not have two spellings: what decodes to the same bytes and is written differently was changed. */
function bytesOf(member: string, value: unknown, length?: number): Buffer {
  const bytes = Buffer.from(typeof value === 'string' ? value : '', 'base64');
  if (bytes.toString('base64') !== value) throw unreadable(`${member} must be base64`);
  if (length !== undefined && bytes.length !== length) throw unreadable(`${member} must be ${length} bytes`);
  return bytes;
}

function objectOf(text: Buffer): object {
  try {
    const value: unknown = JSON.parse(text.toString());
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // Said below.
  }
  throw unreadable('it holds no JSON object');
}

function unreadable(why: string): ProtocolError {
  return new ProtocolError('INVALID_REQUEST', { details: `the encrypted payload cannot be read: ${why}` });
}
