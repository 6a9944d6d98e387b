import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A small, correct document in two files: one channel, a request with its reply, an event. */
export const chat = {
  'asyncapi.yaml': `asyncapi: 3.1.0
info: { title: Chat, version: 1.0.0 }
channels:
  room:
    address: /rooms/{roomId}
    parameters:
      roomId: { description: Which room. }
    messages:
      say: { $ref: messages.yaml#/Say }
      said: { $ref: messages.yaml#/Said }
      joined: { $ref: messages.yaml#/Joined }
  lobby:
    address: /lobby
    messages:
      welcome:
        name: welcome
        payload: { type: object, required: [type], properties: { type: { const: welcome } } }
operations:
  say:
    action: receive
    channel: { $ref: '#/channels/room' }
    messages: [{ $ref: '#/channels/room/messages/say' }]
    reply:
      channel: { $ref: '#/channels/room' }
      messages: [{ $ref: '#/channels/room/messages/said' }]
  joined:
    action: send
    channel: { $ref: '#/channels/room' }
    messages: [{ $ref: '#/channels/room/messages/joined' }]
  welcome:
    action: send
    channel: { $ref: '#/channels/lobby' }
`,
  'messages.yaml': `Say:
  name: say
  payload:
    type: object
    required: [type, text]
    properties:
      type: { const: say }
      text: { type: string, minLength: 1 }
      replyTo: { $ref: '#/Thread' }
  examples:
    - name: greeting
      payload: { type: say, text: hello }
Said:
  name: said
  payload:
    type: object
    required: [type, id]
    properties:
      type: { const: said }
      id: { type: integer }
Joined:
  name: joined
  payload:
    allOf:
      - $ref: '#/Envelope'
      - type: object
        properties:
          type: { const: joined }
          who: { type: string }
Envelope:
  type: object
  required: [type]
  properties:
    type: { type: string }
    at: { type: string, format: date-time }
Thread:
  type: object
  properties:
    parent: { $ref: '#/Thread' }
`,
};

export type Files = Record<string, string>;

/** Writes files into a folder of their own, removed after the test; the path of the root document. */
export function write(files: Files): string {
  const folder = mkdtempSync(join(tmpdir(), 'agentwire-document-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return join(folder, 'asyncapi.yaml');
}

/** The chat document with one text replaced, which must occur in the file. */
export function chatWith(file: keyof typeof chat, find: string, replacement: string): Files {
  if (!chat[file].includes(find)) throw new Error(`${file} does not hold ${find}`);
  return { ...chat, [file]: chat[file].replace(find, replacement) };
}

/** One-based line of the first occurrence of a text. */
export function lineOf(files: Files, file: string, text: string): number {
  const before = (files[file] ?? '').split(text)[0] ?? '';
  return before.split('\n').length;
}
