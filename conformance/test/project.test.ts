import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { missing } from '../src/needs.ts';
import { openProject } from '../src/project.ts';
import { needsOf } from '../src/scenario/needs.ts';
import { decisionsOf, environmentAt, profileNamed } from './here.ts';

const dir = mkdtempSync(join(tmpdir(), 'agentwire-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const here = environmentAt('codex', new URL('ws://127.0.0.1:1'), { project: { id: 'demo', dir } });
const manifest = { name: 'x', profiles: {} };
const start = { command: ['node', 'x.mjs', '--project', `demo=\${project}`] };

test('a project without a directory gets a fresh one, which the start command names and which goes with it', async () => {
  const one = await openProject({ manifest: { ...manifest, start, project: { id: 'demo' } }, folder: '/' });
  const two = await openProject({ manifest: { ...manifest, start, project: { id: 'demo' } }, folder: '/' });
  expect(one.project?.dir).not.toBe(two.project?.dir);
  expect(one.start?.command.at(-1)).toBe(`demo=${one.project?.dir}`);
  expect(existsSync(one.project?.dir as string)).toBe(true);
  await Promise.all([one.release(), two.release()]);
  expect(existsSync(one.project?.dir as string)).toBe(false);
});

test('a directory that is given is used and stays', async () => {
  const opened = await openProject({ manifest: { ...manifest, project: { id: 'demo', dir: '.' } }, folder: dir });
  await opened.release();
  expect(opened.project).toEqual({ id: 'demo', dir });
  expect(existsSync(dir)).toBe(true);
});

test.each([
  ['a directory that nobody hands over', { ...manifest, project: { id: 'demo' } }, 'project needs a dir'],
  ['a hole without a project', { ...manifest, start }, 'the manifest has no project'],
])('%s is a mistake of the manifest', async (_, wrong, words) => {
  await expect(openProject({ manifest: wrong, folder: dir })).rejects.toThrow(words);
});

test('a scenario writes, renames and deletes', async () => {
  await decisionsOf(here, [
    { file: { write: 'a/one.ts', text: 'one' } },
    { file: { write: 'a/two.ts', text: `\${project.id}` } },
    { file: { rename: 'a/one.ts', to: 'b/three.ts' } },
    { file: { write: 'b/x.ts', text: '' } },
    { file: { delete: 'b/x.ts' } },
  ]);
  expect(readFileSync(join(dir, 'a/two.ts'), 'utf8')).toBe('demo');
  expect(readFileSync(join(dir, 'b/three.ts'), 'utf8')).toBe('one');
  expect(existsSync(join(dir, 'a/one.ts'))).toBe(false);
  expect(existsSync(join(dir, 'b/x.ts'))).toBe(false);
});

test('a scenario touches nothing outside of the project', async () => {
  for (const path of ['../out.ts', '/elsewhere/out.ts', 'a/../../out.ts'])
    await expect(decisionsOf(here, [{ file: { write: path, text: '' } }])).rejects.toThrow('leaves the project');
});

test('without a project such a scenario is UNTESTABLE, and the reason says what to give', () => {
  const needs = needsOf(
    [{ connect: 'alice', channel: 'codexProject', parameters: { id: `\${project.id}` } }, { file: { delete: 'x' } }],
    profileNamed('codex'),
  );
  expect(needs).toEqual(['identity', 'project']);
  const given = {
    identity: () => true,
    emit: true,
    project: false,
    clock: 'none',
    process: true,
    capabilities: new Set<string>(),
  } as const;
  expect(missing(needs, given, { profile: 'codex' })).toEqual({
    outcome: 'untestable',
    reason: expect.stringContaining('`project` in its manifest'),
  });
});
