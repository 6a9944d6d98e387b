import { mxf } from '@agentwire/generated/constants/mxf';
import { isMxfMessageSend } from '@agentwire/generated/validators/mxf';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Cipher, type Sealed } from '../src/services/mxp/cipher.ts';
import { type Content, type Format, type Forms, type FormsOptions, formsOf } from '../src/services/mxp/mxp.ts';
import { operationIn, sentenceOf } from '../src/services/mxp/sentences.ts';

const { encryption: facts, limits } = mxf.channels.mxf;
const domainKey = 'domain-key';
const scope = 'channel-123';
const cipher = new Cipher({ facts, limits, domainKey, scope });
const refused = (details: string) =>
  expect.objectContaining({ code: 'INVALID_REQUEST', details: expect.stringContaining(details) });

/** Made by another implementation of HKDF and AES-GCM. */
const known: { domainKey: string; scope: string; payload: object; sealed: Sealed }[] = [
  {
    domainKey,
    scope,
    payload: { op: 'calc.sum', args: [10, 20, 30] },
    sealed: {
      alg: 'A256GCM',
      iv: 'AAECAwQFBgcICQoL',
      tag: 'blbhzCYuPV5/ZpLIcE2XvA==',
      ciphertext: 'LNn9Naowex+C4WDZaLlDCCt0PIUP7OEaQp3TRIQWmI4g5xA=',
    },
  },
  {
    domainKey: 'Schlüssel 🔑',
    scope: 'agent-1|agent-2',
    payload: { text: 'Grüße' },
    sealed: {
      alg: 'A256GCM',
      iv: 'DA0ODxAREhMUFRYX',
      tag: 'iixDvV3CUm0pz4bTJTeYeg==',
      ciphertext: 'LgkEIinq5nfWOj9rvpVDPJSr',
    },
  },
];
const [{ payload, sealed }] = known as [(typeof known)[0]];

describe('a payload', () => {
  test.each(known)('that another implementation encrypted for $scope opens', ({ payload, sealed, ...whose }) => {
    expect(new Cipher({ facts, limits, ...whose }).open(sealed)).toEqual(payload);
  });

  test('is encrypted in the form of the document, and opens again', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.string(), fc.string(), (payload, domainKey, scope) => {
        const cipher = new Cipher({ facts, limits, domainKey, scope });
        const sealed = cipher.seal(payload);
        const content = { version: '1.0', type: 'operation', encrypted: true, payload: sealed };
        expect(isMxfMessageSend({ channelId: 'c', content })).toBe(true);
        expect(cipher.open(sealed)).toEqual(JSON.parse(JSON.stringify(payload)));
      }),
    );
  });

  test('is encrypted anew each time', () => {
    const all = Array.from({ length: 1000 }, () => cipher.seal(payload));
    for (const member of ['iv', 'tag', 'ciphertext'] as const) {
      expect(new Set(all.map((sealed) => sealed[member])).size).toBe(1000);
    }
  });

  test.each<[string, object, string]>([
    ['its algorithm', { alg: 'A128GCM' }, 'alg'],
    ['its initialisation vector', { iv: 'AAECAwQFBgcICQoM' }, 'changed'],
    ['the length of its initialisation vector', { iv: 'AAECAwQFBgcI' }, 'iv must be 12 bytes'],
    ['its tag', { tag: 'blbhzCYuPV5/ZpLIcE2XvQ==' }, 'changed'],
    ['the spelling of its tag', { tag: 'blbhzCYuPV5/ZpLIcE2XvB==' }, 'tag must be base64'],
    ['the length of its tag', { tag: 'blbhzCYuPV5/ZpLI' }, 'tag must be 16 bytes'],
    ['its text', { ciphertext: 'LNn9Naowex+C4WDZaLlDCCt0PIUP7OEaQp3TRIQWmI4g5xB=' }, 'base64'],
    ['a byte of its text', { ciphertext: 'KNn9Naowex+C4WDZaLlDCCt0PIUP7OEaQp3TRIQWmI4g5xA=' }, 'changed'],
    ['the end of its text', { ciphertext: 'LNn9Naowex+C4WDZaLlDCCt0PIUP7OEaQp3TRIQWmI4g5xA=\n' }, 'base64'],
    ['nothing left of its text', { ciphertext: '' }, 'changed'],
    ['a member that is no text', { iv: 12 }, 'iv must be base64'],
    ['a member that is missing', { tag: undefined }, 'tag must be base64'],
    ['something in it that is no object', { tag: 'otUUEeMC3BNrAMfpAq0WqQ==', ciphertext: 'DMrP' }, 'no JSON object'],
    ['something in it that is no JSON', { tag: 'BQi0lcWNWj3ra4VxF2FCSw==', ciphertext: 'LNn9Nao=' }, 'no JSON object'],
  ])('with %s changed is refused', (_, change, details) => {
    expect(() => cipher.open({ ...sealed, ...change })).toThrow(refused(details));
  });

  test.each([
    ['another secret', { domainKey: 'another', scope }],
    ['another receiver', { domainKey, scope: 'channel-124' }],
    ['another info', { domainKey, scope, facts: { ...facts, info: 'mxf-mxp-2' } }],
  ])('does not open with %s', (_, whose) => {
    expect(() => new Cipher({ facts, limits, ...whose }).open(sealed)).toThrow(refused('changed'));
  });

  test('is held to the limits of one in plain', () => {
    const deep = JSON.parse(`${'{"a":'.repeat(100)}0${'}'.repeat(100)}`);
    expect(() => cipher.open(cipher.seal(deep))).toThrow(expect.objectContaining({ code: 'INVALID_MESSAGE' }));
  });
});

describe('a sentence', () => {
  test.each([
    ['Calculate the sum of 10, 20, and 30', 'calc.sum', [10, 20, 30]],
    ['Calculate the difference of 9 and -4.5', 'calc.difference', [9, -4.5]],
    ['Calculate the average of 7', 'calc.average', [7]],
  ])('%s is an operation', (text, op, args) => {
    expect(operationIn(text)).toEqual({ op, args });
    expect(sentenceOf({ op, args })).toBe(text);
  });

  test.each([
    'Calculate the sum of 10, 20, and 30, please',
    'Calculate the sum of 10, 20 and 30',
    'Calculate the sum of 1, 2, and 3.0',
    'Calculate the sum of 010 and 2',
    'Calculate the sum of apples and pears',
    'Calculate the secret of 1 and 2',
    'calculate the sum of 1 and 2',
    ' Calculate the sum of 1 and 2',
    'Calculate the sum of 1 and 2\n',
    `Calculate the sum of ${'1, '.repeat(400)}and 1`,
  ])('that says more than an operation can stays text: %j', (text) => {
    expect(operationIn(text)).toBeUndefined();
  });

  test('and its operation say the same, whatever the numbers', () => {
    const numbers = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(fc.constantFrom('calc.sum', 'calc.median'), numbers, (op, args) => {
        const text = sentenceOf({ op, args }) ?? '';
        const back = operationIn(text);
        expect(back && sentenceOf(back)).toBe(text);
      }),
    );
  });

  test.each([
    { op: 'calc.sum', args: [] },
    { op: 'calc.sum', args: ['10'] },
    { op: 'calc.sum', args: [Number.NaN] },
    { op: '__proto__', args: [1] },
  ])('is none for %j', (operation) => {
    expect(sentenceOf(operation)).toBeUndefined();
  });
});

describe('receivers', () => {
  const sum = 'Calculate the sum of 10, 20, and 30';
  const operation = { version: '1.0', type: 'operation', payload };
  const read = (content: Content, options: Partial<FormsOptions> = {}): Forms =>
    formsOf(content, { facts, limits, domainKey, scope, ...options });
  const given = (forms: Forms, format: Format): Content => forms.preferred[format]?.() ?? forms.plain;

  test.each<[string, Content, Record<Format, Content>]>([
    [
      'text',
      'Hello',
      { auto: 'Hello', mxp: { version: '1.0', type: 'text', payload: { text: 'Hello' } }, 'natural-language': 'Hello' },
    ],
    ['text that is an operation', sum, { auto: operation, mxp: operation, 'natural-language': sum }],
    ['an operation', operation, { auto: operation, mxp: operation, 'natural-language': sum }],
  ])('get %s as they prefer it, and as it came without a preference', (_, content, expected) => {
    const forms = read(content);
    expect(forms.plain).toBe(content);
    for (const [format, form] of Object.entries(expected)) expect(given(forms, format as Format)).toEqual(form);
  });

  test.each<[Content, string]>([
    [{ version: '1.0', type: 'text', payload: { text: 'Hello' } }, 'Hello'],
    [{ version: '1.0', type: 'note', payload: { text: 7, of: [true] } }, 'note: {"text":7,"of":[true]}'],
    [
      { version: '1.0', type: 'operation', payload: { op: 'db.find', args: ['a', { b: null }] } },
      'db.find("a", {"b":null})',
    ],
    [{ version: '1.0', type: 'note', payload: { op: 'noop', args: [] } }, 'note: {"op":"noop","args":[]}'],
    [{ version: '1.0', type: 'operation', payload: { op: 'noop', args: [], text: 'x' } }, 'noop()'],
    [
      { version: '1.0', type: 'file', payload: { name: 'a', data: Buffer.from('xyz') } },
      'file: {"name":"a","data":"3 bytes"}',
    ],
  ])('of text can read %j', (content, text) => {
    expect(given(read(content), 'natural-language')).toBe(text);
  });

  test('of MXP get the payload encrypted where its sender wants that, and nobody is told that a plain one is', () => {
    const forms = read({ ...operation, encrypted: true });
    expect(forms.plain).toEqual({ ...operation, encrypted: false });
    expect(given(forms, 'natural-language')).toBe(sum);
    for (const format of ['auto', 'mxp'] as const) {
      const { payload: hidden, ...rest } = given(forms, format) as Exclude<Content, string>;
      expect(rest).toEqual({ version: '1.0', type: 'operation', encrypted: true });
      expect(cipher.open(hidden)).toEqual(payload);
    }
    expect(given(forms, 'auto')).toBe(given(forms, 'mxp'));
  });

  test('get it in plain where there is no domain key to encrypt it with', () => {
    const forms = read({ ...operation, encrypted: true }, { domainKey: undefined });
    expect(given(forms, 'mxp')).toEqual({ ...operation, encrypted: false });
    expect(given(forms, 'natural-language')).toBe(sum);
  });

  test.each([{ encrypted: true }, {}])('get a payload that came encrypted as it came %j, and text of it', (flag) => {
    const content = { ...operation, ...flag, payload: sealed };
    const forms = read(content);
    for (const format of ['auto', 'mxp'] as const) expect(given(forms, format)).toBe(content);
    expect(forms.plain).toBe(content);
    expect(given(forms, 'natural-language')).toBe(sum);
  });

  test.each<[string, object, Partial<FormsOptions>]>([
    ['was changed', { ...sealed, tag: 'AAAAAAAAAAAAAAAAAAAAAA==' }, {}],
    ['lost its algorithm', { ...sealed, alg: undefined }, {}],
    ['lost its text', { ...sealed, ciphertext: undefined }, {}],
    ['was meant for others', sealed, { scope: 'channel-124' }],
    ['nobody has the key of', sealed, { domainKey: undefined }],
  ])('get nothing that %s', (_, payload, options) => {
    expect(() => read({ ...operation, encrypted: true, payload }, options)).toThrow(refused('encrypted payload'));
  });

  test('get the ciphertext of somebody else’s making unread', () => {
    const content = { version: '1.0', type: 'letter', payload: { alg: 'PGP', ciphertext: 'x' } };
    expect(read(content).plain).toBe(content);
  });

  test('get no binary parts that were to be encrypted', () => {
    const content = { version: '1.0', type: 'file', encrypted: true, payload: { list: [Buffer.from('xyz')] } };
    expect(() => read(content)).toThrow(refused('binary'));
    expect(read({ ...content, encrypted: false }).plain).toEqual({ ...content, encrypted: false });
  });
});
