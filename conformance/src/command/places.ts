import type { Model, Profile } from '@agentwire/generated/model';
import { reachOf, type Unreached } from '../derive/reach.ts';
import type { Judge } from '../judge.ts';

/** How many of the schema keywords in what clients send are broken by a derived check, and which are not, with why. */
export function placesOf(options: { model: Model; profile: Profile; judge: Judge }): string[] {
  const { places, reached, unreached, free } = reachOf(options);
  const percent = ((100 * reached) / Math.max(1, places)).toFixed(1);
  return [
    `${options.profile.id}: derived checks break ${reached} of the ${places} schema keywords of client messages, ${percent} %`,
    ...grouped(unreached),
    ...(free.length === 0 ? [] : [`  and ${free.length} that the document lets everybody break:`, ...grouped(free)]),
    '',
  ];
}

const grouped = (those: readonly Unreached[]): string[] =>
  [...Map.groupBy(those, ({ why }) => why)].flatMap(([why, members]) => [
    `  ${why}`,
    ...members.map(({ channel, message, at }) => `    ${channel} ${message} ${at}`),
  ]);
