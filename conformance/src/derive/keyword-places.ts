import type { JsonSchema } from '@agentwire/generated/model';
import { isObject, type JsonObject, pointerPart } from '../json.ts';
import { ANNOTATIONS, SILENT_KEYWORDS } from './mutations.ts';
import { type At, branchesOf, marks, resolved } from './places.ts';

/** What lets a keyword be broken: the mark `ignored` or `tolerated`, or an alternative beside it that takes anything of its type. */
export type Free = 'ignored' | 'tolerated' | 'outdone';

/** A keyword that can be broken, at one place of a message's schema; each name under `required` is a place. */
export interface KeywordPlace {
  /** From the message's schema down through references, `/properties/data/anyOf/0/properties/id/type`. */
  at: string;
  /** JSON pointer of what it speaks about; `0` stands for any element. */
  path: string;
  keyword: string;
  /** Why nobody may be refused for breaking it; undefined where one may. */
  free?: Free;
}

/** What a keyword demands of the value at a path. */
function demands(at: At, keyword: string, argument: unknown): KeywordPlace[] {
  const place = { at: at.schemaPath + pointerPart(keyword), path: at.path, keyword };
  if (keyword !== 'required') return [place];
  return (argument as string[]).map((name) => ({
    at: place.at + pointerPart(name),
    path: at.path + pointerPart(name),
    keyword,
  }));
}

/** Every place of a schema; a schema within itself is walked once. */
export function keywordPlaces(schema: JsonSchema, schemas: Record<string, JsonSchema>): KeywordPlace[] {
  const walk = (one: JsonSchema, at: At, above: readonly JsonObject[], outer?: Free): KeywordPlace[] => {
    const here = resolved(one, schemas);
    if (!here || above.includes(here)) return [];
    const { ignored, tolerated } = marks(here);
    const free = ignored ? 'ignored' : tolerated ? 'tolerated' : outer;
    const own = Object.entries(here)
      .filter(([keyword, argument]) => !SILENT_KEYWORDS.has(keyword) && !opens(keyword, argument))
      .flatMap(([keyword, argument]) => demands(at, keyword, argument));
    return [
      ...own.map((place) => (free === undefined ? place : { ...place, free })),
      ...inner(here, at).flatMap(([below, next]) => {
        const outdone = isOutdone(here, next, schemas) ? 'outdone' : undefined;
        return walk(next, below, [...above, here], free ?? outdone);
      }),
    ];
  };
  return walk(schema, { path: '', schemaPath: '' }, []);
}

/** A keyword that with this argument allows all that there is, or only describes what it allows. */
const opens = (keyword: string, argument: unknown): boolean => keyword === 'additionalProperties' && argument !== false;

/** Whether a branch of `anyOf` has one beside it that takes whatever is of its type. */
function isOutdone(schema: JsonObject, branch: JsonSchema, schemas: Record<string, JsonSchema>): boolean {
  const branches = branchesOf(schema, 'anyOf').map(([, one]) => one);
  if (!branches.includes(branch)) return false;
  const { type } = resolved(branch, schemas) ?? {};
  const speaking = (one: JsonObject): string[] => Object.keys(one).filter((keyword) => !ANNOTATIONS.has(keyword));
  return branches.some((one) => {
    const other = resolved(one, schemas);
    return one !== branch && other?.type === type && speaking(other ?? {}).every((keyword) => keyword === 'type');
  });
}

function inner(schema: JsonObject, { path, schemaPath }: At): [At, JsonSchema][] {
  const below = (step: string, key = ''): At => ({ path: path + key, schemaPath: schemaPath + step });
  const branches = ['allOf', 'anyOf', 'oneOf'].flatMap((keyword) =>
    branchesOf(schema, keyword).map(([step, branch]): [At, JsonSchema] => [below(step), branch]),
  );
  const single: [string, string][] = [
    ['then', ''],
    ['else', ''],
    ['items', '/0'],
    ['additionalProperties', '/*'],
  ];
  const members = Object.entries(isObject(schema.properties) ? schema.properties : {});
  return [
    ...branches,
    ...single
      .filter(([keyword]) => isObject(schema[keyword]))
      .map(([keyword, key]): [At, JsonSchema] => [below(`/${keyword}`, key), schema[keyword] as JsonSchema]),
    ...members.map(([key, member]): [At, JsonSchema] => [
      below(`/properties${pointerPart(key)}`, pointerPart(key)),
      member as JsonSchema,
    ]),
  ];
}
