import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { run } from './server-process.ts';

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const readme = read('README.md');
/** Words in backticks, cell by cell. */
const rows = readme
  .split('\n')
  .filter((line) => line.startsWith('| `') || line.startsWith('| '))
  .map((line) => line.split('|').map((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word)));

describe('the README', () => {
  test('lists every option, and none that there is not', async () => {
    const { exited, stdout } = run(['--help']);
    await exited;
    const help = [...stdout.join('\n').matchAll(/^ {2}(--[a-z-]+) </gm)].map(([, flag = '']) => flag);
    const listed = rows.flatMap(([, option = []]) => option.map((word) => word.split(' ')[0] ?? ''));
    expect(listed.filter((word) => word.startsWith('--')).sort()).toEqual(help.sort());
  });

  const tour = rows.filter((cells) => /^\w+\/[\w-]+\/[\w-]+$/.test(cells[1]?.[0] ?? ''));

  test('leads through every profile', () => {
    const profiles = tour.map((cells) => cells[1]?.[0]?.split('/')[0]);
    expect(profiles.sort()).toEqual(['autosdlc', 'cloud', 'codex', 'devmentor', 'mxf']);
  });

  test.each(tour.map(([, requirement, , file, name]) => [requirement?.[0] ?? '', file?.[0] ?? '', name?.[0] ?? '']))(
    'finds %s in %s: %s',
    (requirement, file, name) => {
      const [profile] = requirement.split('/');
      expect(read(`../spec/profiles/${profile}/requirements.yaml`)).toContain(`- id: ${requirement}\n`);
      expect(read(`src/${file}`)).toMatch(new RegExp(`^(export function| {2}(async )?)\\s*${name}\\(`, 'm'));
    },
  );

  test('names files that there are', () => {
    const named = [...readme.matchAll(/`((?:[\w-]+\/)*[\w-]+\.ts|(?:services|hub|faults)\/[\w/-]*)`/g)].map(
      ([, path = '']) => path,
    );
    const folders = ['', 'services/', 'services/projects/', 'services/suggestions/', 'store/', 'profiles/codex/'];
    const isThere = (path: string): boolean =>
      [...folders.map((folder) => `src/${folder}`), ''].some((folder) =>
        existsSync(new URL(`../${folder}${path}`, import.meta.url)),
      );
    expect(named.filter((path) => !isThere(path))).toEqual([]);
  });
});
