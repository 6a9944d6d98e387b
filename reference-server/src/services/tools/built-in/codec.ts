import type { BuiltIn } from './built-in.ts';

interface Format {
  encode(text: string): string;
  /** @throws Error for what is no such code, or no text */
  decode(code: string): string;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function bytesAs(encoding: 'base64' | 'base64url' | 'hex'): Format {
  return {
    encode: (text) => Buffer.from(text).toString(encoding),
    decode(code) {
      const bytes = Buffer.from(code, encoding);
      // Node skips what it does not know.
      if (bytes.toString(encoding) !== (encoding === 'hex' ? code.toLowerCase() : code)) throw new Error(encoding);
      return utf8.decode(bytes);
    },
  };
}

const formats: { readonly [Name in Request['format']]: Format } = {
  base64: bytesAs('base64'),
  base64url: bytesAs('base64url'),
  hex: bytesAs('hex'),
  url: { encode: encodeURIComponent, decode: decodeURIComponent },
};

export const codec: BuiltIn = {
  name: 'codec',
  description: 'Encodes a text in UTF-8, or decodes one.',
  category: 'data',
  inputSchema: {
    type: 'object',
    properties: {
      operation: { enum: ['encode', 'decode'] },
      format: { enum: Object.keys(formats) },
      text: { type: 'string' },
    },
    required: ['operation', 'format', 'text'],
  },
  run({ operation, format, text }: Request) {
    const { encode, decode } = formats[format];
    try {
      return operation === 'encode' ? encode(text) : decode(text);
    } catch {
      throw new Error(operation === 'encode' ? 'The text is no Unicode.' : `The text is not ${format} of UTF-8.`);
    }
  },
};

interface Request {
  operation: 'encode' | 'decode';
  format: 'base64' | 'base64url' | 'hex' | 'url';
  text: string;
}
