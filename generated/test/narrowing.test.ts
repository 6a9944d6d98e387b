import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { model } from '../src/model.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A copy of the types and of `narrowing.ts`, compiled; what the compiler says, empty when it is content. */
function compile(change: (types: string, profile: string) => string): string {
  const folder = mkdtempSync(join(tmpdir(), 'agentwire-narrowing-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(join(root, 'generated/src/types'), join(folder, 'src/types'), { recursive: true });
  cpSync(join(root, 'generated/test/narrowing.ts'), join(folder, 'test/narrowing.ts'), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const { id } of model.profiles) {
    const path = join(folder, `src/types/${id}.ts`);
    writeFileSync(path, change(readFileSync(path, 'utf8'), id));
  }
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: join(root, 'tsconfig.json'), include: ['test'] }),
  );
  try {
    execFileSync(join(root, 'node_modules/.bin/tsc'), ['--noEmit', '-p', folder], { encoding: 'utf8' });
    return '';
  } catch (error) {
    return String((error as { stdout?: string }).stdout ?? error);
  }
}

test('a switch over every server message compiles', () => {
  expect(compile((types) => types)).toBe('');
});

test.each(model.profiles.map(({ id }) => id))('it stops compiling when %s gains a message', (profile) => {
  const added = '{ type: "added"; event: "added"; channel: "added"; payload: string }';
  const verdict = compile((types, id) =>
    id === profile ? types.replaceAll(/^(export type \w+ServerMessage =)/gm, `$1\n  | ${added}`) : types,
  );
  expect(verdict).toMatch(/TS2345.*never/);
});
