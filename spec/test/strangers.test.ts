import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { compiler } from '../codegen/ajv.ts';
import { generate } from '../codegen/generate.ts';
import { DocumentError } from '../codegen/problem.ts';
import { chatWith, write } from './document.ts';

const folder = fileURLToPath(new URL('./strangers/', import.meta.url));
const root = fileURLToPath(new URL('../../', import.meta.url));

function temporary(): string {
  const path = mkdtempSync(join(tmpdir(), 'agentwire-stranger-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** Compiles a folder in a plain strict project; what the compiler says, empty when it is content. */
function compile(path: string): string {
  writeFileSync(join(path, 'package.json'), '{ "type": "module" }');
  writeFileSync(
    join(path, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: {
        strict: true,
        target: 'es2022',
        module: 'nodenext',
        types: [],
        noEmit: true,
        allowImportingTsExtensions: true,
      },
      include: ['**/*.ts'],
    }),
  );
  try {
    execFileSync(join(root, 'node_modules/.bin/tsc'), ['--noEmit', '-p', path], { encoding: 'utf8' });
    return '';
  } catch (error) {
    return String((error as { stdout?: string }).stdout ?? error);
  }
}

const documents = readdirSync(folder).filter((name) => name !== 'split-messages.yaml');

describe.each(documents)('%s', (name) => {
  test('gives types that compile and validators that agree with ajv on its examples', async () => {
    const outDir = join(temporary(), 'generated');
    const model = await generate({ document: join(folder, name), outDir });
    expect(compile(outDir)).toBe('');
    const [profile] = model.profiles;
    const validators = await import(join(outDir, `validators/${profile?.id}.js`));
    const ajv = compiler(model.schemas);
    const messages = (profile?.channels ?? []).flatMap((channel) => channel.messages);
    expect(messages.flatMap(({ examples }) => examples).length).toBeGreaterThan(0);
    const checks = Object.entries(validators).filter(([name]) => name.startsWith('check'));
    for (const { payload } of messages.flatMap(({ examples }) => examples)) {
      expect(checks.some(([, check]) => (check as (value: unknown) => { ok: boolean })(payload).ok)).toBe(true);
    }
    for (const { id, schema, examples } of messages) {
      const reference = ajv.compile({ $ref: schema });
      const others = messages.flatMap((message) => message.examples.map(({ payload }) => payload));
      for (const payload of [...others, {}, [], null, 'text']) {
        expect(validators[`is${id}`](payload), `${id} ${JSON.stringify(payload)}`).toBe(reference(payload));
      }
      for (const { payload } of examples) expect(reference(payload)).toBe(true);
    }
  }, 30_000);
});

test('messages that nothing tells apart are taken when they are one of them', async () => {
  const outDir = join(temporary(), 'generated');
  await generate({ document: join(folder, 'untold.yaml'), outDir });
  const { checkAllClientMessage } = await import(join(outDir, 'validators/untold.js'));
  expect(checkAllClientMessage({ n: 1 })).toMatchObject({ ok: true });
  expect(checkAllClientMessage({ w: 'a' })).toMatchObject({ ok: true });
  expect(checkAllClientMessage({ n: 'a' })).toMatchObject({ ok: false, reason: 'invalid' });
});

const asPayload = (schema: string): [file: 'messages.yaml', find: string, replacement: string] => [
  'messages.yaml',
  'type: object\n    required: [type, id]',
  `${schema}\n    required: [type, id]`,
];

test.each([
  ['prefixItems', chatWith(...asPayload('prefixItems: []')), /^messages\.yaml:16:5 {2}supported {2}prefixItems is not/],
  [
    '$dynamicRef',
    chatWith(...asPayload('$dynamicRef: "#x"')),
    /^messages\.yaml:16:5 {2}supported {2}\$dynamicRef is not/,
  ],
  [
    'a pattern that is none',
    chatWith(...asPayload('pattern: "["')),
    /^messages\.yaml:16:5 {2}pattern {2}not a regular/,
  ],
  [
    'an anchor',
    chatWith('messages.yaml', "'#/Thread' }\n  examples", "'#thread' }\n  examples"),
    /^messages\.yaml:9:18 .*anchor/,
  ],
  [
    'another version',
    chatWith('asyncapi.yaml', 'asyncapi: 3.1.0', 'asyncapi: 2.6.0'),
    /^asyncapi\.yaml:1:1 {2}version {2}AsyncAPI 3/,
  ],
  [
    'a payload in another language',
    chatWith(...asPayload('schemaFormat: application/vnd.apache.avro;version=1.9.0\n    schema: {}')),
    /schema-format {2}payloads in application\/vnd\.apache\.avro/,
  ],
])('%s is refused with file and line, whoever the document belongs to', async (_, files, message) => {
  const outDir = join(temporary(), 'generated');
  const run = () => generate({ document: write(files), outDir, advise: () => {} });
  const failure = await run().catch((error) => error);
  expect(failure).toBeInstanceOf(DocumentError);
  expect(failure.message).toMatch(message);
});

test('no type hides a name that every module has', async () => {
  const outDir = join(temporary(), 'generated');
  const files = chatWith('messages.yaml', 'Said:\n', 'Error:\n');
  const asyncapi = files['asyncapi.yaml']?.replaceAll('messages.yaml#/Said', 'messages.yaml#/Error');
  const steps: string[] = [];
  const onStep = (step: string): number => steps.push(step);
  const document = write({ ...files, 'asyncapi.yaml': asyncapi ?? '' });
  await generate({ document, outDir, onStep });
  expect(readFileSync(join(outDir, 'types/chat.ts'), 'utf8')).not.toMatch(/(interface|type) Error\b/);
  expect(compile(outDir)).toBe('');
  expect(steps[0]).toBe(`reading ${document}`);
});

test('a folder that holds other files is left alone', async () => {
  const outDir = temporary();
  writeFileSync(join(outDir, 'mine.txt'), 'mine');
  await expect(generate({ document: join(folder, 'tree.yaml'), outDir })).rejects.toThrow(
    /holds files that were not generated/,
  );
  expect(readdirSync(outDir)).toEqual(['mine.txt']);
});

test('milder faults of a stranger’s document are advice, and the code is generated all the same', async () => {
  const outDir = join(temporary(), 'generated');
  const advice: string[] = [];
  const document = write(chatWith('messages.yaml', 'text: hello }', 'text: 7 }'));
  await generate({ document, outDir, advise: ({ rule }) => advice.push(rule) });
  expect(advice).toEqual(['example-valid']);
  expect(compile(outDir)).toBe('');
});

test('a document that cannot be read leaves the folder as it was', async () => {
  const outDir = join(temporary(), 'generated');
  await generate({ document: join(folder, 'tree.yaml'), outDir });
  const before = readdirSync(outDir);
  const document = write(chatWith('asyncapi.yaml', 'messages.yaml#/Said', 'messages.yaml#/Sed'));
  await expect(generate({ document, outDir })).rejects.toThrow(/leads nowhere/);
  expect(readdirSync(outDir)).toEqual(before);
});
