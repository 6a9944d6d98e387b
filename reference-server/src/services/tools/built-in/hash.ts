import { createHash, createHmac } from 'node:crypto';
import type { BuiltIn } from './built-in.ts';

export const hash: BuiltIn = {
  name: 'hash',
  description: 'The hash of a text in UTF-8, or with a key its HMAC.',
  category: 'crypto',
  inputSchema: {
    type: 'object',
    properties: {
      text: { type: 'string' },
      algorithm: { enum: ['sha256', 'sha384', 'sha512', 'sha1', 'md5'], default: 'sha256' },
      encoding: { enum: ['hex', 'base64', 'base64url'], default: 'hex' },
      key: { type: 'string' },
    },
    required: ['text'],
  },
  run({ text, algorithm = 'sha256', encoding = 'hex', key }: Request) {
    const state = key === undefined ? createHash(algorithm) : createHmac(algorithm, key);
    return state.update(text).digest(encoding);
  },
};

interface Request {
  text: string;
  algorithm?: string;
  encoding?: 'hex' | 'base64' | 'base64url';
  key?: string;
}
