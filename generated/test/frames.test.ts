import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type Message, model, type Profile } from '../src/model.js';

/** Frames typed by hand, which judge what was generated: a server and a client of one model share its faults. */
interface Golden {
  message: string;
  valid: unknown[];
  invalid: { frame: unknown; at: string; reason: string }[];
}

interface Validate {
  (value: unknown): boolean;
  errors?: { instancePath: string; keyword: string }[] | null;
}

const ajv = new Ajv({ allErrors: true, strict: false });
formats.default(ajv);
ajv.addSchema({ $id: 'model', schemas: model.schemas });

function readFrames(profile: Profile): Golden[] {
  const folder = fileURLToPath(new URL(`../../spec/profiles/${profile.id}/frames/`, import.meta.url));
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => parse(readFileSync(folder + name, 'utf8')));
}

function faultsOf(validate: Validate, value: unknown): string[] {
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, keyword }) => `${keyword} at ${instancePath || '/'}`);
}

describe.each(model.profiles)('$id', (profile) => {
  const frames = readFrames(profile);
  const messages = [...new Map(profile.channels.flatMap((channel) => channel.messages).map((m) => [m.id, m])).values()];

  test('every message has a valid frame and two invalid ones', () => {
    const lacking = messages.filter(({ id }) => {
      const own = frames.filter(({ message }) => message === id);
      return own.flatMap(({ valid }) => valid).length < 1 || own.flatMap(({ invalid }) => invalid).length < 2;
    });
    expect(lacking.map(({ id }) => id)).toEqual([]);
    const known = new Set(messages.map(({ id }) => id));
    expect(frames.filter(({ message }) => !known.has(message)).map(({ message }) => message)).toEqual([]);
  });

  test.each(frames)('$message', async ({ message: id, valid, invalid }) => {
    const validators: Record<string, Validate> = await import(`../src/validators/${profile.id}.js`);
    const compiled = validators[`is${id}`];
    const { schema } = messages.find((message) => message.id === id) as Message;
    const reference: Validate = ajv.getSchema(`model#/schemas/${schema}`) as Validate;
    for (const validate of [compiled as Validate, reference]) {
      for (const frame of valid) expect(faultsOf(validate, frame), JSON.stringify(frame)).toEqual([]);
      for (const { frame, at, reason } of invalid) {
        const faults = faultsOf(validate, frame);
        expect(faults, JSON.stringify(frame)).toContain(`${reason} at ${at || '/'}`);
        expect(faults.filter((fault) => !fault.endsWith(` at ${at || '/'}`))).toEqual([]);
      }
    }
  });
});
