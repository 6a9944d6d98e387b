import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { Channel } from '@agentwire/generated/model';
import { isObject } from '../json.ts';
import type { Spoilt } from './step.ts';

/** What stands on the wire in the place of a payload, all bytes in base64. */
interface Sealed {
  alg: string;
  iv: string;
  tag: string;
  ciphertext: string;
}

export interface SealOptions {
  channel: Channel;
  /** What the key is derived from. */
  secret: string;
  /** Salt of the key and additional data of the ciphertext. */
  context: string;
}

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;

type Facts = NonNullable<Channel['facts']['encryption']>;

/** @throws Error for a channel that encrypts nothing, or otherwise. */
function factsOf({ id, facts: { encryption } }: Channel): Facts {
  if (encryption?.algorithm === 'AES-256-GCM' && encryption.keyDerivation === 'HKDF-SHA-256') return encryption;
  throw new Error(`channel ${id} has no encryption that this kit knows`);
}

const keyOf = ({ secret, context }: SealOptions, { info }: Facts): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, context, info, KEY_BYTES));

/** A JSON value as it stands on the wire; spoilt, one byte is not as it was. */
export function seal(value: unknown, options: SealOptions & { spoilt?: Spoilt | undefined }): Sealed {
  const facts = factsOf(options.channel);
  const iv = randomBytes(facts.ivBytes);
  const cipher = createCipheriv(CIPHER, keyOf(options, facts), iv, { authTagLength: facts.tagBytes });
  cipher.setAAD(Buffer.from(options.context));
  const parts = { ciphertext: Buffer.concat([cipher.update(JSON.stringify(value)), cipher.final()]) };
  const bytes = { ...parts, tag: cipher.getAuthTag() };
  if (options.spoilt) bytes[options.spoilt].writeUInt8(bytes[options.spoilt].readUInt8(0) ^ 1, 0);
  return {
    alg: 'A256GCM',
    iv: iv.toString('base64'),
    tag: bytes.tag.toString('base64'),
    ciphertext: bytes.ciphertext.toString('base64'),
  };
}

/** The JSON value that was sealed; undefined for what is not sealed, or not with this key. */
export function unseal(value: unknown, options: SealOptions): unknown {
  const facts = factsOf(options.channel);
  if (!isObject(value)) return undefined;
  const [iv, tag, ciphertext] = [value.iv, value.tag, value.ciphertext].map((text) =>
    Buffer.from(String(text), 'base64'),
  );
  if (value.alg !== 'A256GCM' || !iv || !tag || !ciphertext) return undefined;
  try {
    const cipher = createDecipheriv(CIPHER, keyOf(options, facts), iv, { authTagLength: facts.tagBytes });
    cipher.setAAD(Buffer.from(options.context)).setAuthTag(tag);
    return JSON.parse(Buffer.concat([cipher.update(ciphertext), cipher.final()]).toString('utf8'));
  } catch {
    return undefined;
  }
}
