import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Model } from '@agentwire/generated/model';

/** The folder of our document, from here; where the package is not installed, as it lies in the repository. */
function ourFolder(): string {
  try {
    return relative(process.cwd(), dirname(dirname(fileURLToPath(import.meta.resolve('@agentwire/spec/load')))));
  } catch {
    return 'spec';
  }
}

/** The model with its places as paths that can be opened from the working directory: `spec/profiles/….yaml:12`. */
export function withOpenableSources(model: Model, spec?: string): Model {
  const folder = spec === undefined ? ourFolder() : dirname(spec);
  const placed = <T extends { source: string }>(one: T): T => ({ ...one, source: join(folder, one.source) });
  return {
    ...model,
    profiles: model.profiles.map((profile) => ({
      ...profile,
      channels: profile.channels.map((channel) => ({
        ...placed(channel),
        messages: channel.messages.map(placed),
      })),
      requirements: profile.requirements.map(placed),
      scenarios: profile.scenarios.map(placed),
    })),
  };
}
