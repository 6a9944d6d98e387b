import { describe, expect, test } from 'vitest';
import { bundle } from '../codegen/bundle.ts';
import { lint } from '../codegen/lint/index.ts';
import { buildModel } from '../codegen/model.ts';
import { parse } from '../codegen/parse.ts';
import { DocumentError, type Problem } from '../codegen/problem.ts';
import { chat, chatWith, type Files, lineOf, write } from './document.ts';

async function problemsOf(files: Files): Promise<readonly Problem[]> {
  try {
    const read = bundle(write(files));
    lint(read, buildModel(read));
    await parse(read);
    return [];
  } catch (error) {
    if (error instanceof DocumentError) return error.problems;
    throw error;
  }
}

test('a correct document has no problems', async () => {
  expect(await problemsOf(chat)).toEqual([]);
});

test('a schema that names a requirement which nobody has is named', async () => {
  const files = chatWith('messages.yaml', 'minLength: 1 }', 'minLength: 1, x-agentwire: { requirement: chat/no } }');
  const problems = await problemsOf(files);
  expect(problems.map(({ message }) => message)).toEqual(['there is no requirement chat/no']);
});

describe('a fault is named with its rule, file and line', () => {
  const faults: [what: string, files: Files, rule: string, file: string, at: string, text: RegExp][] = [
    [
      'an example that breaks its schema',
      chatWith('messages.yaml', 'text: hello }', 'text: 7 }'),
      'example-valid',
      'messages.yaml',
      'payload: { type: say, text: 7',
      /text must be string/,
    ],
    [
      'two messages with one discriminator value',
      chatWith('messages.yaml', 'const: joined', 'const: said'),
      'discriminator',
      'messages.yaml',
      'Joined:',
      /Joined and Said .*share type = said/,
    ],
    [
      'an unknown keyword',
      chatWith('messages.yaml', 'required: [type, text]', 'requred: [type, text]'),
      'schema-keyword',
      'messages.yaml',
      'requred',
      /requred is not a keyword/,
    ],
    [
      'a reply outside its channel',
      chatWith('asyncapi.yaml', "'#/channels/room/messages/said'", "'#/channels/lobby/messages/welcome'"),
      'reply-channel',
      'asyncapi.yaml',
      "'#/channels/lobby/messages/welcome'",
      /not a message of the reply's channel/,
    ],
    [
      'an address parameter without an entry',
      chatWith('asyncapi.yaml', '/rooms/{roomId}', '/rooms/{room}'),
      'address-parameter',
      'asyncapi.yaml',
      'address: /rooms/{room}',
      /\{room\} in the address/,
    ],
    [
      'a reference that leads nowhere',
      chatWith('asyncapi.yaml', 'messages.yaml#/Said', 'messages.yaml#/Sed'),
      'ref',
      'asyncapi.yaml',
      'messages.yaml#/Sed',
      /leads nowhere/,
    ],
    [
      'a missing file',
      chatWith('asyncapi.yaml', 'messages.yaml#/Said', 'mesages.yaml#/Said'),
      'file',
      'asyncapi.yaml',
      'mesages.yaml#/Said',
      /there is no such file/,
    ],
    ['invalid YAML', chatWith('messages.yaml', 'name: say', 'name: [say'), 'yaml', 'messages.yaml', 'payload:', /./],
    [
      'members beside a reference',
      chatWith('messages.yaml', "parent: { $ref: '#/Thread' }", "parent: { $ref: '#/Thread', type: object }"),
      'ref-alone',
      'messages.yaml',
      "parent: { $ref: '#/Thread', type",
      /ignored: type/,
    ],
    [
      'what @asyncapi/parser finds, at its place in the source file',
      chatWith('asyncapi.yaml', 'action: send', 'action: sand'),
      'asyncapi-document-resolved',
      'asyncapi.yaml',
      'action: sand',
      /action/,
    ],
  ];

  test.each(faults)('%s', async (_, files, rule, file, at, text) => {
    const problems = await problemsOf(files);
    expect(problems).toContainEqual(
      expect.objectContaining({
        rule,
        place: expect.objectContaining({ file, line: lineOf(files, file, at) }),
        message: expect.stringMatching(text),
      }),
    );
  });
});

test('two entries of one name in different files clash', async () => {
  const files = {
    ...chatWith('asyncapi.yaml', 'messages.yaml#/Said', 'other.yaml#/Say'),
    'other.yaml': 'Say:\n  name: said\n  payload: { type: object, properties: { type: { const: said } } }\n',
  };
  expect(await problemsOf(files)).toEqual([expect.objectContaining({ rule: 'name-clash' })]);
});
