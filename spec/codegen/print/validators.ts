import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import standalone from 'ajv/dist/standalone/index.js';
import { rolldown } from 'rolldown';
import { compiler } from '../ajv.ts';
import { typeName } from '../names.ts';
import type { Channel, Message, Model, Profile } from '../shape.ts';
import { banner, type OutputFile } from './file.ts';
import { directionsOf, isTold, unionName } from './types.ts';

const types = fileURLToPath(new URL('../runtime/checked.ts', import.meta.url));
const runtime = fileURLToPath(new URL('../runtime/checker.ts', import.meta.url));

/** One self-contained module for each profile: a validator for each message, a check for each channel and direction. */
export async function printValidators(model: Model): Promise<OutputFile[]> {
  const files = await Promise.all(
    model.profiles.map(
      async (profile): Promise<OutputFile[]> => [
        { path: `validators/${profile.id}.js`, content: banner + (await bundleModule(model, profile)) },
        { path: `validators/${profile.id}.d.ts`, content: printDeclarations(profile) },
      ],
    ),
  );
  return [{ path: 'checked.ts', content: banner + readFileSync(types, 'utf8') }, ...files.flat()];
}

function printDeclarations(profile: Profile): string {
  const names = [...new Set(messagesOf(profile).map(({ id }) => id))];
  const checks = eachCheck(profile);
  const types = [...names.map(typeName), ...checks.map(({ union }) => union)].sort();
  return `${banner}
import type { Checked } from '../checked.ts';
import type {
${types.map((name) => `  ${name},`).join('\n')}
} from '../types/${profile.id}.ts';

${checks.map(({ union }) => `export function check${union}(value: unknown): Checked<${union}>;`).join('\n')}

${names.map((name) => `export function is${name}(value: unknown): value is ${typeName(name)};`).join('\n')}
`;
}

function messagesOf(profile: Profile): Message[] {
  return profile.channels.flatMap(({ messages }) => messages);
}

function eachCheck(profile: Profile): { union: string; channel: Channel; messages: Message[] }[] {
  return profile.channels.flatMap((channel) =>
    directionsOf(channel).map((direction) => ({
      union: unionName(channel, direction),
      channel,
      messages: channel.messages.filter((message) => message.direction === direction),
    })),
  );
}

/** ajv's code for the profile, its `require` calls resolved, with the checks on top. */
async function bundleModule(model: Model, profile: Profile): Promise<string> {
  const ajv = compiler(model.schemas, { code: { source: true, esm: true, lines: true }, inlineRefs: false });
  const once = new Map(messagesOf(profile).map((message) => [message.id, message]));
  const users = [...Map.groupBy(once.values(), ({ schema }) => schema)];
  const compiled = standalone.default(
    ajv,
    Object.fromEntries(users.map(([schema, [first]]) => [`is${first?.id}`, schema])),
  );
  const aliases = users.flatMap(([, [first, ...others]]) =>
    others.map(({ id }) => `export const is${id} = is${first?.id};`),
  );
  const checks = eachCheck(profile).map(({ union, channel, messages }) => {
    const kinds = messages.filter(isTold).map(({ id, discriminant }) => {
      const [property = '', value = ''] = Object.entries(discriminant)[0] ?? [];
      return `  { property: ${JSON.stringify(property)}, value: ${JSON.stringify(value)}, validate: is${id} },`;
    });
    const body = channel.facts.transport === 'socketio' ? `, 'payload'` : '';
    const told = JSON.stringify(channel.facts.discriminator);
    return `export const check${union} = checker(${told}, [\n${kinds.join('\n')}\n]${body});`;
  });
  const source = `import { checker } from '@agentwire/runtime/checker';\n${compiled}\n${aliases.join('\n')}\n${checks.join('\n')}\n`;
  return bundleSource(profile.id, source);
}

async function bundleSource(name: string, source: string): Promise<string> {
  const entry = `\0${name}.js`;
  const require = createRequire(import.meta.url);
  const build = await rolldown({
    input: entry,
    platform: 'neutral',
    treeshake: true,
    onLog: () => {},
    plugins: [
      {
        name: 'agentwire-validators',
        resolveId(id) {
          if (id === entry) return entry;
          if (id === '@agentwire/runtime/checker') return runtime;
          return id.startsWith('ajv') ? require.resolve(id) : null;
        },
        load: (id) => (id === entry ? source : null),
      },
    ],
  });
  const { output } = await build.generate({ format: 'esm', comments: false });
  await build.close();
  return output[0].code.replaceAll(/^\/\/ .*\n/gm, '');
}
