import type { Channel, Profile } from '@agentwire/generated/model';
import { isObject, pointerPart, replaced } from '../json.ts';
import { framed, payloadPlace } from '../protocol.ts';
import type { DerivedCheck } from './derived-check.ts';
import { slug } from './slug.ts';

/** Frames that no server may take for a message. */
const MALFORMED: Record<string, string> = {
  'open-brace': '{',
  empty: '',
  words: 'hello',
  'single-quotes': "{'type': 'ping'}",
  'trailing-comma': '{"type": "ping",}',
  'two-values': '{"type": "ping"} {"type": "ping"}',
};

/** JSON that names no message. */
const NAMELESS: Record<string, string> = {
  'empty-object': '{}',
  array: '[]',
  null: 'null',
  number: '42',
  text: '"ping"',
};

/** Names that no message has; some of them trip lookups in plain objects. */
const UNKNOWN_NAMES = ['no-such-message', 'constructor', '__proto__', 'toString'];

/**
 * Checks about frames that are no message of the channel.
 * @param prefix what their ids begin with
 */
export function frameChecks(profile: Profile, channel: Channel, prefix: string): DerivedCheck[] {
  const owners = channel.facts.requirements ?? {};
  const request = channel.messages.find((message) => message.id === channel.facts.barrier?.send);
  const [property = 'type'] = Object.keys(request?.discriminant ?? {});
  const example = request && framed(channel, request, request.examples[0]?.payload);
  const named = nameable(property, example);
  const twin = JSON.stringify(example);
  const make = (
    family: string,
    name: string,
    more: Pick<DerivedCheck, 'title' | 'expectation' | 'text'>,
    owner?: string,
  ): DerivedCheck[] =>
    owner === undefined
      ? []
      : [
          {
            id: `${prefix}${family}/${slug(name)}`,
            profile: profile.id,
            kind: 'derived',
            source: channel.source,
            requirements: [...new Set([owner, owners.survives ?? owner])],
            needs: profile.carriers.length > 0 ? ['identity'] : [],
            channel,
            ...(more.expectation === 'refused' && example !== undefined ? { twin } : {}),
            ...more,
          },
        ];
  const refused = (text: string, title: string) => ({ title, expectation: 'refused' as const, text });
  const wrongNames: [string, unknown][] = [
    ['number', 42],
    ['null', null],
    ['object', {}],
  ];
  const unknown = UNKNOWN_NAMES.flatMap((name) =>
    make(
      'unknown',
      name,
      { title: `an unknown ${property} closes nothing: ${name}`, expectation: 'survived', text: named(name) },
      owners.unknown,
    ),
  );
  if (payloadPlace(channel) !== '') return unknown;
  return [
    ...Object.entries(MALFORMED).flatMap(([name, text]) =>
      make(
        'malformed',
        name,
        refused(text, `a frame that is no JSON is refused: ${JSON.stringify(text)}`),
        owners.malformed,
      ),
    ),
    ...Object.entries(NAMELESS).flatMap(([name, text]) =>
      make('invalid', name, refused(text, `JSON that names no message is refused: ${text}`), owners.invalid),
    ),
    ...wrongNames.flatMap(([name, value]) =>
      make(
        'invalid',
        `${property}-${name}`,
        refused(named(value), `${property} ${JSON.stringify(value)} is refused`),
        owners.invalid,
      ),
    ),
    ...unknown,
  ];
}

/** A message that is like the example, by another name. */
const nameable =
  (property: string, example: unknown) =>
  (name: unknown): string =>
    JSON.stringify(isObject(example) ? replaced(example, pointerOf(property), name) : { [property]: name });

/** The place of a dotted property. */
const pointerOf = (property: string): string => property.split('.').map(pointerPart).join('');
