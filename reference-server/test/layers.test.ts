import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const source = fileURLToPath(new URL('../src', import.meta.url));
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => {
    const text = readFileSync(join(source, path), 'utf8');
    const imports = [...text.matchAll(/from '([^']+)'/g)].map(([, from = '']) =>
      from.startsWith('.') ? normalize(join(dirname(path), from)) : from,
    );
    return { path, text, imports };
  });

/** Requirements are cited by the name of their system; that is no dependence. */
const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
/** What the command line offers of a profile. */
const offering = new Set(['config.ts', 'options.ts', 'settings.ts']);
const profileName = /codex|mxf|autosdlc|devmentor|\bcloud\b/i;

const outside = (folder: string) => files.filter(({ path }) => !path.startsWith(folder));
const inside = (folder: string) => files.filter(({ path }) => path.startsWith(folder));

describe('the layers', () => {
  test('profiles are named under profiles/ only', () => {
    const named = outside('profiles/').filter(({ text }) =>
      /@agentwire\/generated\/\w+\/|profiles\/(?!mounted)/.test(text),
    );
    expect(named.map(({ path }) => path)).toEqual([]);
  });

  test('whose names are in no word of the code outside, what the command offers apart', () => {
    const naming = outside('profiles/').filter(({ text }) => profileName.test(withoutComments(text)));
    expect(naming.map(({ path }) => path).filter((path) => !offering.has(path))).toEqual([]);
  });

  test('uWebSockets is known to the transports and to the wiring only', () => {
    const knowing = outside('transports/').filter(({ imports }) => imports.includes('uWebSockets.js'));
    expect(knowing.map(({ path }) => path).sort()).toEqual(['routes.ts', 'server.ts']);
  });

  test('the hub knows nothing but itself', () => {
    expect(inside('hub/').flatMap(({ imports }) => imports.filter((from) => !from.startsWith('hub/')))).toEqual([]);
  });

  test('faults are known to the start of the command only, which loads them where they can be switched on', () => {
    expect(files.filter(({ text }) => /faults\//.test(text)).map(({ path }) => path)).toEqual(['main.ts']);
  });

  test('nobody imports in a circle, types included', () => {
    const next = new Map(files.map(({ path, imports }) => [path, imports.filter((from) => from.endsWith('.ts'))]));
    const circles: string[] = [];
    const visit = (path: string, way: string[]): void => {
      if (way.includes(path)) circles.push([...way.slice(way.indexOf(path)), path].join(' → '));
      else for (const from of next.get(path) ?? []) visit(from, [...way, path]);
    };
    visit('main.ts', []);
    expect(circles).toEqual([]);
  });
});
