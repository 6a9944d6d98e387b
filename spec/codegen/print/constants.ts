import { camelCase } from '../names.ts';
import type { Model, Profile } from '../shape.ts';
import { banner, type OutputFile } from './file.ts';

/** The facts of the wire of each profile, as literals that the compiler knows. */
export function printConstants(model: Model): OutputFile[] {
  return model.profiles.map((profile) => ({
    path: `constants/${profile.id}.ts`,
    content: `${banner}
/** ${profile.title}: addresses, intervals, limits, codes. */
export const ${camelCase(profile.id)} = ${JSON.stringify(constantsOf(profile), null, 2)} as const;
`,
  }));
}

function constantsOf({ id, title, pathname, carriers, channels }: Profile) {
  return {
    id,
    title,
    pathname,
    carriers,
    channels: Object.fromEntries(
      channels.map((channel) => [
        channel.id,
        {
          address: channel.address,
          ...channel.facts,
          messages: Object.fromEntries(
            channel.messages.map(({ id: message, name, direction, facts }) => [message, { name, direction, ...facts }]),
          ),
        },
      ]),
    ),
  };
}
