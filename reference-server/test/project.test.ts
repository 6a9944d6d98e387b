import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { applyPatch } from 'diff';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLog } from '../src/log.ts';
import type { ChangedFile, FileChange, Sync } from '../src/services/projects/change.ts';
import { WatchedProject } from '../src/services/projects/project.ts';
import { ProjectError } from '../src/services/projects/project-error.ts';
import { openProjects } from '../src/services/projects/projects.ts';
import { Root } from '../src/services/projects/root.ts';
import { unifiedDiff } from '../src/services/projects/unified-diff.ts';
import { startSuggestions } from '../src/services/suggestions/suggestions.ts';

const suggestions = startSuggestions();
const log = createLog('silent');
const never = new AbortController().signal;

/** 300 source files in 30 directories, a README, an ignored folder. */
const fileCount = 301;
let outside: string;
let root: string;
let project: WatchedProject;
let heard: Heard;

const at = (path: string): string => join(root, path);
const write = (path: string, content: string | Buffer): void => {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), content);
};
const words = (changes: readonly ChangedFile[]): string[] =>
  changes.map(({ changeType, filePath }) => `${changeType} ${filePath}`);

/** Everything that a project tells, in order. */
class Heard {
  readonly changes: FileChange[] = [];
  readonly syncs: Sync[] = [];
  #wake = (): void => {};

  constructor(given: WatchedProject) {
    given.onChange((change) => {
      this.changes.push(change);
      this.#wake();
    });
    given.onSync((sync) => {
      this.syncs.push(sync);
      this.#wake();
    });
  }

  /** Waits for the next word until something is true. */
  async until(isTrue: () => boolean): Promise<void> {
    while (!isTrue()) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** Waits until a file was told of, last by a sync, and gives all changes so far and forgets them. */
  async through(filePath: string): Promise<FileChange[]> {
    await this.until(() => this.syncs.some(({ changes }) => changes.some((change) => change.filePath === filePath)));
    this.syncs.length = 0;
    return this.changes.splice(0);
  }
}

/** Between two steps of a save: long enough for the first to be noticed. */
const aMoment = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 10));

let marks = 0;
/** Makes a file of its own and waits for it: what was done before is told by then. */
async function settled(): Promise<FileChange[]> {
  const mark = `mark-${marks++}.txt`;
  write(mark, mark);
  return (await heard.through(mark)).filter(({ filePath }) => filePath !== mark);
}

beforeEach(async () => {
  outside = realpathSync(mkdtempSync(join(tmpdir(), 'agentwire-outside-')));
  root = realpathSync(mkdtempSync(join(tmpdir(), 'agentwire-project-')));
  writeFileSync(join(outside, 'secret.ts'), 'the secret');
  for (let index = 0; index < 300; index++) {
    write(`src/part${index % 30}/file${index}.ts`, `export const value${index} = ${index};\n// end\n`);
  }
  write('README.md', '# Sample\n');
  write('node_modules/lib/index.js', 'var a;');
  write('.git/HEAD', 'ref: refs/heads/main');
  symlinkSync(outside, at('linked'));
  symlinkSync(join(outside, 'secret.ts'), at('secret.ts'));
  project = await WatchedProject.open('sample', root, { suggestions, log });
  heard = new Heard(project);
});

afterEach(async () => {
  await project.close();
  rmSync(root, { recursive: true, force: true });
  rmSync(outside, { recursive: true, force: true });
});

test('the directory has the first word on what an editor reports, and the same word once', async () => {
  const file = 'src/part1/file1.ts';
  const told: FileChange[] = [];
  project.watch(file, (change) => told.push(change));
  // In one turn: nobody can have looked in between.
  write(file, 'saved\n');
  project.hear({ filePath: file, changeType: 'modified' });
  project.hear({ filePath: file, changeType: 'modified', text: 'saved\n' });
  project.hear({ filePath: file, changeType: 'modified', text: 'and changed\n' });
  await settled();
  expect(told.map(({ diff }) => diff?.split('\n').filter((line) => /^[+-]\w/.test(line)))).toEqual([
    ['-export const value1 = 1;', '+saved'],
    ['-saved', '+and changed'],
  ]);
});

describe('a watched project', () => {
  test('tells an edit with a diff, findings and a version', async () => {
    const told: FileChange[] = [];
    project.watch('src/part0/file0.ts', (change) => told.push(change));
    write('src/part0/file0.ts', 'export const value0 = 0;\nvar more = 1;\n// end\n');
    await heard.through('src/part0/file0.ts');
    expect(told).toEqual([
      expect.objectContaining({ filePath: 'src/part0/file0.ts', changeType: 'modified', version: 2 }),
    ]);
    expect(told[0]?.diff).toBe(
      [
        '--- a/src/part0/file0.ts',
        '+++ b/src/part0/file0.ts',
        '@@ -1,2 +1,3 @@',
        ' export const value0 = 0;',
        '+var more = 1;',
        ' // end',
        '',
      ].join('\n'),
    );
    expect(told[0]?.findings.map(({ rule, line }) => `${rule} ${line}`)).toEqual(['var-declaration 2']);
    expect(project.version).toBe(2);
  });

  test('tells creation, deletion and the watch of a file that comes later', async () => {
    const told: FileChange[] = [];
    project.watch('docs/new/page.md', (change) => told.push(change));
    write('docs/new/page.md', 'one\ntwo');
    await heard.through('docs/new/page.md');
    unlinkSync(at('docs/new/page.md'));
    await heard.through('docs/new/page.md');
    expect(words(told)).toEqual(['created docs/new/page.md', 'deleted docs/new/page.md']);
    expect(told.map(({ diff }) => diff)).toEqual([
      '--- /dev/null\n+++ b/docs/new/page.md\n@@ -0,0 +1,2 @@\n+one\n+two\n\\ No newline at end of file\n',
      '--- a/docs/new/page.md\n+++ /dev/null\n@@ -1,2 +0,0 @@\n-one\n-two\n\\ No newline at end of file\n',
    ]);
    expect(told[1]?.findings).toEqual([]);
  });

  test('tells watchers their own files only, and nothing after they ended', async () => {
    const told: string[] = [];
    const end = project.watch('README.md', ({ filePath }) => told.push(filePath));
    project.watch('README.md', ({ filePath }) => told.push(`again ${filePath}`));
    write('src/part1/file1.ts', 'other');
    write('README.md', 'changed');
    await settled();
    end();
    end();
    write('README.md', 'changed again');
    await settled();
    expect(told).toEqual(['README.md', 'again README.md', 'again README.md']);
  });

  test('tells a rename as deleted and created, of a directory for each file in it', async () => {
    renameSync(at('README.md'), at('READYOU.md'));
    renameSync(at('src/part3'), at('src/moved'));
    const told = words(await settled());
    expect(told.slice(0, 2)).toEqual(['deleted README.md', 'created READYOU.md']);
    expect(told.filter((word) => word.startsWith('deleted src/part3/'))).toHaveLength(10);
    expect(told.filter((word) => word.startsWith('created src/moved/'))).toHaveLength(10);
    expect(told).toHaveLength(22);
    write('src/moved/file3.ts', 'in its new place');
    expect(words(await heard.through('src/moved/file3.ts'))).toEqual(['modified src/moved/file3.ts']);
  });

  test('tells the save of an editor as one modification, again and again', async () => {
    for (const text of ['first', 'second', 'third']) {
      write('src/part0/.file0.ts.swp', text);
      await aMoment();
      renameSync(at('src/part0/.file0.ts.swp'), at('src/part0/file0.ts'));
      const told = await heard.through('src/part0/file0.ts');
      expect(words(told)).toEqual(['modified src/part0/file0.ts']);
      expect(told[0]?.diff).toContain(`+${text}`);
    }
    // The other way of editors: the old file becomes the backup, which goes in the end.
    renameSync(at('README.md'), at('README.md~'));
    await aMoment();
    write('README.md', 'saved');
    await aMoment();
    unlinkSync(at('README.md~'));
    expect(words(await heard.through('README.md'))).toEqual(['modified README.md']);
  });

  test('says nothing of a touch, a change of rights or the same content', async () => {
    utimesSync(at('README.md'), 1, 1);
    chmodSync(at('README.md'), 0o600);
    write('README.md', '# Sample\n');
    expect(await settled()).toEqual([]);
  });

  test('says nothing of what is ignored', async () => {
    write('.git/index', 'x');
    write('node_modules/lib/index.js', 'x');
    write('src/node_modules/a.ts', 'x');
    expect(await settled()).toEqual([]);
    for (const path of ['.git/HEAD', 'src/node_modules/a.ts']) expect(refusal(path)).toBe('not-found');
  });

  test('tells a burst of 200 changes whole and in order', async () => {
    const texts = new Map<string, string>();
    const order: string[] = [];
    for (let index = 0; index < 200; index++) {
      const path = `src/part${index % 30}/file${index}.ts`;
      const text = `export const value${index} = 'new';\n`;
      texts.set(path, readFileSync(at(path), 'utf8'));
      order.push(path);
      write(path, text);
    }
    const told = await settled();
    expect(told.map(({ filePath }) => filePath)).toEqual(order);
    expect(new Set(told.map(({ changeType }) => changeType))).toEqual(new Set(['modified']));
    for (const { filePath, diff = '' } of told) {
      expect(applyPatch(texts.get(filePath) ?? '', diff)).toBe(readFileSync(at(filePath), 'utf8'));
    }
    const versions = told.map(({ version }) => version);
    expect(versions).toEqual(versions.toSorted((one, other) => one - other));
  });

  test('tells the last state of a file that is written again and again, and diffs that follow each other', async () => {
    let text = '# Sample\n';
    let now = text;
    const told: FileChange[] = [];
    project.watch('README.md', (change) => {
      told.push(change);
      const next = applyPatch(text, change.diff ?? '');
      if (next === false) throw new Error('the diff does not fit');
      text = next;
    });
    for (let round = 0; round < 20; round++) {
      for (let step = 0; step < 10; step++) {
        appendFileSync(at('README.md'), `${round}.${step}\n`);
        now += `${round}.${step}\n`;
      }
      if (round % 5 === 0) await heard.through('README.md');
      else await new Promise((resolve) => setImmediate(resolve));
    }
    await settled();
    expect(text).toBe(now);
    expect(told.length).toBeGreaterThan(3);
    expect(told.length).toBeLessThan(100);
  });

  test('new directories are seen to the ground', async () => {
    for (let index = 0; index < 40; index++) write(`deep${index}/a/b/c/file.ts`, 'x');
    expect(words(await settled())).toHaveLength(40);
    for (let index = 0; index < 40; index++) write(`deep${index}/a/b/c/other.ts`, 'x');
    expect(words(await settled())).toHaveLength(40);
    for (let index = 0; index < 40; index++) rmSync(at(`deep${index}`), { recursive: true });
    expect(words(await settled()).filter((word) => word.startsWith('deleted'))).toHaveLength(80);
  });

  test('a directory that takes the place of another, of a file, and a file that takes its place', async () => {
    mkdirSync(at('other'));
    write('other/file1.ts', 'other');
    write('other/more.ts', 'other');
    await settled();
    renameSync(at('src/part1'), at('away'));
    renameSync(at('other'), at('src/part1'));
    const told = words(await settled());
    expect(told).toContain('modified src/part1/file1.ts');
    expect(told).toContain('created src/part1/more.ts');
    expect(told).toContain('deleted src/part1/file31.ts');
    expect(told).toContain('created away/file31.ts');
    write('src/part1/more.ts', 'still watched');
    expect(words(await heard.through('src/part1/more.ts'))).toEqual(['modified src/part1/more.ts']);
    unlinkSync(at('README.md'));
    write('README.md/inside.md', 'x');
    expect(words(await settled())).toEqual(['deleted README.md', 'created README.md/inside.md']);
    rmSync(at('README.md'), { recursive: true });
    write('README.md', 'x');
    expect(words(await settled()).toSorted()).toEqual(['created README.md', 'deleted README.md/inside.md']);
  });

  test('binary and large files change without a diff', async () => {
    write('image.png', Buffer.from([0x89, 0x50, 0, 1]));
    write('latin1.txt', Buffer.from([0x61, 0xe9, 0x0a]));
    write('large.txt', 'line\n'.repeat(60_000));
    write('huge.txt', 'line\n'.repeat(600_000));
    await settled();
    write('image.png', Buffer.from([0x89, 0x50, 0, 2]));
    write('latin1.txt', 'text\n');
    appendFileSync(at('large.txt'), 'more\n');
    appendFileSync(at('huge.txt'), 'more\n');
    const told = await settled();
    expect(words(told)).toEqual([
      'modified image.png',
      'modified latin1.txt',
      'modified large.txt',
      'modified huge.txt',
    ]);
    expect(told.map(({ diff }) => diff)).toEqual([undefined, undefined, undefined, undefined]);
  });

  test('a file rewritten from end to end has a diff that git takes', async () => {
    const names = ['plain.txt', 'with "quotes" and space.txt'];
    const copy = at('.git/copy');
    for (const name of names) write(name, `${Array.from({ length: 2000 }, (_, index) => `old ${index}`).join('\n')}\n`);
    await settled();
    mkdirSync(copy);
    for (const name of names) writeFileSync(join(copy, name), readFileSync(at(name)));
    for (const name of names) write(name, Array.from({ length: 3000 }, (_, index) => `new ${index}`).join('\n'));
    for (const { diff } of await settled()) {
      execFileSync('git', ['apply', '--unidiff-zero', '-'], {
        cwd: copy,
        input: diff,
        env: { ...process.env, GIT_DIR: '/nowhere' },
      });
    }
    for (const name of names) expect(readFileSync(join(copy, name), 'utf8')).toBe(readFileSync(at(name), 'utf8'));
  });

  test('no diff is longer than 256 KiB, nor made of a state that is', () => {
    const long = 'line\n'.repeat(60_000);
    expect(unifiedDiff({ filePath: 'a', before: long, after: `${long}x\n` })).toBeUndefined();
    expect(unifiedDiff({ filePath: 'a', before: 'a\n'.repeat(100_000), after: 'b\n'.repeat(100_000) })).toBeUndefined();
    expect(unifiedDiff({ filePath: 'a', before: 'a\n'.repeat(1000), after: 'b\n'.repeat(1000) })).toContain('+b');
  });

  test('the deletion of the whole directory is told, and so is its return', { timeout: 15_000 }, async () => {
    rmSync(root, { recursive: true });
    await heard.until(() => heard.changes.length === fileCount);
    expect(new Set(heard.changes.map(({ changeType }) => changeType))).toEqual(new Set(['deleted']));
    heard.changes.length = 0;
    heard.syncs.length = 0;
    write('back.txt', 'x');
    expect(words(await heard.through('back.txt'))).toEqual(['created back.txt']);
    write('back.txt', 'y');
    expect(words(await heard.through('back.txt'))).toEqual(['modified back.txt']);
  });

  test('a listener that fails keeps nothing from the others', async () => {
    project.watch('README.md', () => {
      throw new Error('mine');
    });
    write('README.md', 'x');
    expect(words(await settled())).toEqual(['modified README.md']);
  });
});

function refusal(filePath: string): string {
  try {
    project.watch(filePath, () => {});
    return 'watched';
  } catch (error) {
    return error instanceof ProjectError ? error.code : 'another error';
  }
}

describe('nothing outside the directory', () => {
  test('can be named', async () => {
    const paths = [
      '../agentwire-outside/secret.ts',
      'src/../../secret.ts',
      '/etc/passwd',
      'src//file.ts',
      './README.md',
      '..',
      '.',
      '',
      'src/',
      'README.md\0.ts',
      'src\\part0\\file0.ts',
      'C:/secret.ts',
      'linked/secret.ts',
      'secret.ts',
      'a/'.repeat(3000),
    ];
    for (const path of paths) {
      expect(refusal(path), path).toBe('outside');
      const request = { analysisType: 'focused', contextVersion: 0, focus: [path] } as const;
      await expect(project.analyze(request, never), path).rejects.toMatchObject({ code: 'outside' });
    }
  });

  test('is meant by names that only look like it, which may be watched', () => {
    for (const path of ['a'.repeat(300), 'src/part0/file0.ts/below', '~/file', '%2e%2e/file', '...', 'linked2/a']) {
      expect(refusal(path), path).toBe('watched');
    }
  });

  test('is read when links take the place of files and directories', async () => {
    const told: FileChange[] = [];
    for (const path of ['README.md', 'src/part2/file2.ts', 'src/part2/secret.ts', 'new/secret.ts', 'pipe']) {
      project.watch(path, (change) => told.push(change));
    }
    unlinkSync(at('README.md'));
    symlinkSync(join(outside, 'secret.ts'), at('README.md'));
    rmSync(at('src/part2'), { recursive: true });
    symlinkSync(outside, at('src/part2'));
    symlinkSync(outside, at('new'));
    execFileSync('mkfifo', [at('pipe')]);
    symlinkSync('src', at('inner'));
    await settled();
    writeFileSync(join(outside, 'secret.ts'), 'the secret changed');
    await settled();
    expect(words(told)).toEqual(['deleted README.md', 'deleted src/part2/file2.ts']);
    const { summary, changes } = await project.analyze({ analysisType: 'full', contextVersion: 0 }, never);
    expect(JSON.stringify([told, summary, changes])).not.toContain('secret');
  });

  test('is read by a path with a link in it', async () => {
    mkdirSync(join(outside, 'sub'));
    const door = await Root.open(root);
    for (const path of ['linked/secret.ts', 'secret.ts', 'linked', '../agentwire-outside/secret.ts', 'src']) {
      expect(await door.read(path), path).toBeUndefined();
    }
    for (const path of ['linked', 'linked/sub', 'linked/secret.ts/x']) {
      expect(await door.kindOf(path), path).toBe('nothing');
      expect(await door.list(path), path).toEqual([]);
    }
    expect(await door.list('linked')).toEqual([]);
    expect(await door.read('README.md')).toMatchObject({ text: '# Sample\n' });
  });

  test('is read when the link comes between two looks at the path', { timeout: 20_000 }, async () => {
    const door = await Root.open(root);
    write('flip/secret.ts', 'harmless');
    symlinkSync(outside, at('flop'));
    const seen = new Set<string | undefined>();
    for (let round = 0; round < 300; round++) {
      let reading = 4;
      for (let index = 0; index < 4; index++) {
        door.read('flip/secret.ts').then((state) => {
          seen.add(typeof state === 'object' ? state.text : undefined);
          reading--;
        });
      }
      while (reading > 0) {
        renameSync(at('flip'), at('third'));
        renameSync(at('flop'), at('flip'));
        renameSync(at('third'), at('flop'));
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
    expect([...seen].toSorted()).toEqual(['harmless', undefined]);
  });

  test('is read while a directory and a link change places all the time', { timeout: 20_000 }, async () => {
    const told: FileChange[] = [];
    project.onChange((change) => told.push(change));
    mkdirSync(at('flip'));
    write('flip/secret.ts', 'harmless');
    symlinkSync(outside, at('flop'));
    for (let round = 0; round < 300; round++) {
      renameSync(at('flip'), at('third'));
      renameSync(at('flop'), at('flip'));
      renameSync(at('third'), at('flop'));
      if (round % 3 === 0) await new Promise((resolve) => setTimeout(resolve, round % 7));
    }
    await settled();
    expect(JSON.stringify(told)).not.toContain('the secret');
    expect(told.length).toBeGreaterThan(0);
  });

  test('but a hard link is a file of the project, for nobody can tell it from one', async () => {
    linkSync(at('README.md'), at('hard.md'));
    expect(words(await settled())).toEqual(['created hard.md']);
  });
});

describe('the analysis', () => {
  const analyze = (analysisType: 'full' | 'incremental' | 'focused', contextVersion: number, focus?: string[]) =>
    project.analyze({ analysisType, contextVersion, focus }, never);

  test('full names all files, languages, findings and the largest', async () => {
    write('src/bad.ts', 'var a = b == c;\n');
    write('large.md', 'text\n'.repeat(2000));
    await settled();
    const analysis = await analyze('full', 0);
    expect(analysis.version).toBe(project.version);
    expect(analysis.changes).toHaveLength(fileCount + 3);
    expect(new Set(analysis.changes.map(({ changeType }) => changeType))).toEqual(new Set(['created']));
    expect(analysis.summary).toBe(
      '304 files, 20 KiB: typescript 301, markdown 2, other 1. ' +
        'Largest: large.md (10 KiB), src/part0/file120.ts (36 bytes), src/part0/file150.ts (36 bytes). ' +
        '2 findings: best_practices 1, improvements 1.',
    );
    expect(analysis.findings.map(({ filePath, rule }) => `${filePath} ${rule}`)).toEqual([
      'src/bad.ts var-declaration',
      'src/bad.ts loose-equality',
    ]);
  });

  test('incremental names what changed since a version, each file once', async () => {
    const before = project.version;
    write('new.ts', 'var a;');
    write('README.md', 'one');
    await settled();
    write('README.md', 'two');
    write('gone.ts', 'x');
    unlinkSync(at('src/part0/file0.ts'));
    await settled();
    unlinkSync(at('gone.ts'));
    await settled();
    const { changes, summary, version } = await analyze('incremental', before);
    expect(
      words(changes)
        .filter((word) => !word.includes('mark-'))
        .toSorted(),
    ).toEqual(['created new.ts', 'deleted src/part0/file0.ts', 'modified README.md']);
    expect(summary).toMatch(
      /^6 files changed: 4 created, 1 modified, 1 deleted\. 5 files, .* 1 finding: improvements 1\.$/,
    );
    const nothing = await analyze('incremental', version);
    expect(nothing).toMatchObject({ version, changes: [], summary: 'Nothing changed. No files. No findings.' });
  });

  test('incremental is full for a client without a version, or with one from before a restart', async () => {
    expect((await analyze('incremental', 0)).changes).toHaveLength(fileCount);
    const ahead = await analyze('incremental', 5000);
    expect([ahead.version, ahead.changes.length]).toEqual([5000, fileCount]);
    write('README.md', 'x');
    await heard.through('README.md');
    expect(project.version).toBe(5001);
    expect(words((await analyze('incremental', 5000)).changes)).toEqual(['modified README.md']);
    for (const version of [2 ** 53, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
      await expect(analyze('full', version)).rejects.toMatchObject({ code: 'invalid-version' });
    }
  });

  test('focused looks at the given files and directories', async () => {
    write('src/part0/file0.ts', 'var a;');
    await heard.through('src/part0/file0.ts');
    const { changes, summary, findings } = await analyze('focused', 1, ['src/part0', 'README.md', 'missing.ts']);
    expect(words(changes)).toEqual(['modified src/part0/file0.ts']);
    expect(summary).toMatch(/^11 files, /);
    expect(findings.map(({ filePath }) => filePath)).toEqual(['src/part0/file0.ts']);
    expect(await analyze('focused', 1)).toMatchObject({ changes: [], summary: 'No files. No findings.' });
  });

  test('can be given up, before, while it waits and while it runs', async () => {
    await expect(project.analyze({ analysisType: 'full', contextVersion: 0 }, AbortSignal.abort())).rejects.toThrow();
    const reason = new Error('gone');
    const aborts = [new AbortController(), new AbortController()];
    const running = aborts.map(({ signal }) => project.analyze({ analysisType: 'full', contextVersion: 0 }, signal));
    let hasEnded = false;
    const next = analyze('full', 0).finally(() => {
      hasEnded = true;
    });
    const waiting = new AbortController();
    const late = project.analyze({ analysisType: 'full', contextVersion: 0 }, waiting.signal);
    waiting.abort(reason);
    await expect(late).rejects.toBe(reason);
    expect(hasEnded).toBe(false);
    for (const abort of aborts) abort.abort(reason);
    for (const one of running) await expect(one).rejects.toBe(reason);
    expect((await next).changes).toHaveLength(fileCount);
  });

  test('lets the server live', { timeout: 20_000 }, async () => {
    for (let index = 0; index < 20; index++) write(`many/file${index}.ts`, `let a = b(c, ${index});\n`.repeat(5000));
    await settled();
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    await analyze('full', 0);
    delay.disable();
    expect(delay.max / 1e6).toBeLessThan(250);
  });
});

describe('the end', () => {
  /** inotify watches of this process, by the kernel's own account. */
  const inotifyWatches = (): number =>
    readdirSync('/proc/self/fd')
      .filter((fd) => existsSync(`/proc/self/fd/${fd}`) || isInotify(fd))
      .filter(isInotify)
      .reduce((sum, fd) => sum + readFileSync(`/proc/self/fdinfo/${fd}`, 'utf8').split('inotify wd').length - 1, 0);
  const isInotify = (fd: string): boolean => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`).includes('inotify');
    } catch {
      return false;
    }
  };

  test('leaves no watcher, timer or word', async () => {
    const watches = inotifyWatches();
    expect(watches).toBeGreaterThanOrEqual(32);
    write('README.md', 'x');
    const waiting = project.analyze({ analysisType: 'full', contextVersion: 0 }, never);
    const told = heard.changes.length;
    await Promise.all([project.close(), expect(waiting).rejects.toThrow('closed')]);
    expect(inotifyWatches()).toBe(watches - 32);
    write('README.md', 'y');
    expect(heard.changes.length).toBe(told);
    expect(process.getActiveResourcesInfo()).not.toContain('FSEventWrap');
    await expect(project.analyze({ analysisType: 'full', contextVersion: 0 }, never)).rejects.toThrow('closed');
    await project.close();
  });

  test('20 projects come and go without a trace', async () => {
    const watches = inotifyWatches();
    for (let round = 0; round < 20; round++) {
      const one = await WatchedProject.open('again', root, { suggestions, log });
      write('README.md', `round ${round}`);
      await heard.through('README.md');
      await one.close();
    }
    expect(inotifyWatches()).toBe(watches);
  });

  test('a directory that is none is said so, and those opened before are closed', async () => {
    const watches = inotifyWatches();
    const directories = new Map([
      ['one', root],
      ['two', at('README.md')],
    ]);
    await expect(openProjects(directories, { suggestions, log })).rejects.toThrow('README.md: not a directory');
    expect(inotifyWatches()).toBe(watches);
    const projects = await openProjects(new Map([['one', root]]), { suggestions, log });
    expect(projects.get('one')?.version).toBe(1);
    expect(projects.get('constructor')).toBeUndefined();
    await projects.close();
  });
});
