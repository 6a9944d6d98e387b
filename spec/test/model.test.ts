import { expect, test } from 'vitest';
import { bundle } from '../codegen/bundle.ts';
import { buildModel } from '../codegen/model.ts';
import { chat, write } from './document.ts';

test('a document of somebody else becomes one profile with directions, replies and schemas', () => {
  const model = buildModel(bundle(write(chat)));
  expect(model.profiles.map(({ id }) => id)).toEqual(['chat']);
  const [room] = model.profiles[0]?.channels ?? [];
  expect(room?.facts.discriminator).toEqual(['type']);
  expect(
    room?.messages.map(({ id, direction, discriminant, replies }) => [id, direction, discriminant.type, replies]),
  ).toEqual([
    ['Say', 'client-to-server', 'say', ['Said']],
    ['Said', 'server-to-client', 'said', []],
    ['Joined', 'server-to-client', 'joined', []],
  ]);
});

test('recursion stays a reference and envelopes are merged', () => {
  const { schemas } = buildModel(bundle(write(chat)));
  expect(schemas.Thread).toEqual({ type: 'object', properties: { parent: { $ref: '#/schemas/Thread' } } });
  expect(schemas.JoinedPayload).toEqual({
    type: 'object',
    required: ['type'],
    properties: {
      type: { type: 'string', const: 'joined' },
      at: { type: 'string', format: 'date-time' },
      who: { type: 'string' },
    },
  });
});
